namespace EvalKit.Core.Models;

/// <summary>A model that can tell the gradient of its scores by the picture.</summary>
public interface IDifferentiableModel : IModel
{
    /// <summary>
    /// Null where gradients can be had; else the reason why not, as one sentence that names operator and node. It is settled at
    /// the first reading, which can take seconds.
    /// </summary>
    string? GradientRefusal { get; }

    /// <summary>
    /// Computes, for each picture of a batch, the gradient of Σ seed · score by the picture's values, the model's own
    /// preprocessing included.
    /// </summary>
    /// <param name="inputs">Pictures [n, channels, height, width], values 0 to 1; n is any positive number.</param>
    /// <param name="seed">
    /// What of the scores is differentiated, [n, classes]: a 1 at one class gives that score's gradient, 1 and −1 a
    /// difference's, softmax less the label that of the log loss (for logits).
    /// </param>
    /// <param name="gradient">Receives [n, channels, height, width].</param>
    /// <param name="cancellation">Ends the work between two calls of the runtime.</param>
    /// <exception cref="InvalidOperationException">There is a <see cref="GradientRefusal"/>.</exception>
    /// <exception cref="ModelException">The runtime failed on this input.</exception>
    void Gradient(ReadOnlySpan<float> inputs, ReadOnlySpan<float> seed, Span<float> gradient, CancellationToken cancellation);
}
