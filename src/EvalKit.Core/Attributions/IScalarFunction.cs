using EvalKit.Core.Images;

namespace EvalKit.Core.Attributions;

/// <summary>The number of a picture that an attribution explains, such as the probability of one class.</summary>
public interface IScalarFunction
{
    /// <summary>The shape of its pictures.</summary>
    ImageShape Shape { get; }

    /// <summary>The number of pictures in one call at which the model runs well.</summary>
    int PreferredBatch { get; }

    /// <summary>Evaluates a batch.</summary>
    /// <param name="pictures">[n, channels, height, width], values 0 to 1.</param>
    /// <param name="values">Receives n values.</param>
    /// <param name="cancellation">Ends the work between two calls of the runtime.</param>
    void Evaluate(ReadOnlySpan<float> pictures, Span<float> values, CancellationToken cancellation);
}
