namespace EvalKit.Core.Models;

/// <summary>
/// A classifier together with its preprocessing: pictures in, scores out. Calls from several threads at once are allowed
/// and give the same numbers as calls one after the other.
/// </summary>
public interface IModel : IDisposable
{
    /// <summary>What it takes and gives.</summary>
    ModelSignature Signature { get; }

    /// <summary>Computes the scores of a batch.</summary>
    /// <param name="inputs">Pictures [n, channels, height, width], values 0 to 1; n is any positive number.</param>
    /// <param name="scores">Receives [n, classes], in the units of <see cref="ModelSignature.Scores"/>.</param>
    /// <param name="cancellation">Ends the work between two calls of the runtime.</param>
    /// <exception cref="ModelException">The runtime failed on this input.</exception>
    void Predict(ReadOnlySpan<float> inputs, Span<float> scores, CancellationToken cancellation);
}
