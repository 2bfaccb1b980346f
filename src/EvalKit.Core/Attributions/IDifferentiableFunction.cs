namespace EvalKit.Core.Attributions;

/// <summary>A number of a picture whose slope is known.</summary>
public interface IDifferentiableFunction : IScalarFunction
{
    /// <summary>Computes ∂f/∂x for each picture of a batch, by the picture's own values (0 to 1): a model's preprocessing is part of f.</summary>
    /// <param name="pictures">[n, channels, height, width], values 0 to 1.</param>
    /// <param name="gradients">Receives [n, channels, height, width].</param>
    /// <param name="cancellation">Ends the work between two calls of the runtime.</param>
    /// <exception cref="Errors.UserException">The function has no gradient.</exception>
    void Gradient(ReadOnlySpan<float> pictures, Span<float> gradients, CancellationToken cancellation);
}
