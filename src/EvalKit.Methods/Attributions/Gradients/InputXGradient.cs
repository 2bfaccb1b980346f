using EvalKit.Core.Attributions;
using EvalKit.Core.Images;
using EvalKit.Core.Memory;
using EvalKit.Core.Plugins;

namespace EvalKit.Methods.Attributions.Gradients;

/// <summary>
/// Input × gradient: Σ over the channels of x · ∂f/∂x, with x from 0 (black) to 1, before the model's own preprocessing. What
/// the score would lose by each pixel's fading to black if it went on as steeply as it begins.
/// </summary>
/// <remarks>Shrikumar et al. 2016, Not just a black box: learning important features through propagating activation differences.</remarks>
[Plugin("input-x-gradient", Source = "Shrikumar, Greenside, Shcherbina and Kundaje 2016, Not just a black box")]
public sealed record InputXGradient : IGradientAttribution
{
    /// <inheritdoc/>
    public bool IsSampled => false;

    /// <inheritdoc/>
    public int Predictions(ImageShape shape) => GradientBatches.PredictionsPerGradient;

    /// <inheritdoc/>
    public void Attribute(in AttributionRequest request, Span<float> attribution, Span<float> standardError, CancellationToken cancellation)
    {
        using var gradient = new PooledBuffer<float>(request.Shape.Length);
        GradientBatches.One(request, gradient.Span, cancellation);
        Channels.SumOfProducts(request.Picture, gradient.Span, attribution);
        standardError.Fill(float.NaN);
    }
}
