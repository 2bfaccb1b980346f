using EvalKit.Core.Attributions;
using EvalKit.Core.Images;
using EvalKit.Core.Memory;
using EvalKit.Core.Plugins;

namespace EvalKit.Methods.Attributions.Gradients;

/// <summary>
/// Saliency: how steeply the score changes with a pixel, the largest magnitude of ∂f/∂x over its channels. It has no sign: it
/// tells which pixels matter, not for what.
/// </summary>
/// <remarks>Simonyan, Vedaldi and Zisserman 2014, Deep inside convolutional networks, section 3.1.</remarks>
[Plugin("saliency", Source = "Simonyan, Vedaldi and Zisserman 2014, Deep inside convolutional networks, section 3.1")]
public sealed record Saliency : IGradientAttribution
{
    /// <inheritdoc/>
    public bool IsSampled => false;

    /// <inheritdoc/>
    public bool HasSign => false;

    /// <inheritdoc/>
    public int Predictions(ImageShape shape) => GradientBatches.PredictionsPerGradient;

    /// <inheritdoc/>
    public void Attribute(in AttributionRequest request, Span<float> attribution, Span<float> standardError, CancellationToken cancellation)
    {
        using var gradient = new PooledBuffer<float>(request.Shape.Length);
        GradientBatches.One(request, gradient.Span, cancellation);
        Channels.LargestMagnitude(gradient.Span, attribution);
        standardError.Fill(float.NaN);
    }
}
