using System.ComponentModel.DataAnnotations;
using EvalKit.Core.Attributions;
using EvalKit.Core.Images;
using EvalKit.Core.Plugins;

namespace EvalKit.Methods.Attributions.Gradients;

/// <summary>
/// Gradient SHAP: the mean over draws of Σ over the channels of (x + n − x′) · ∂f/∂x at a random place on the line from the
/// baseline x′ to the picture with Gaussian noise n: integrated gradients, smoothed and by random points. The standard error is
/// that of the mean over the draws.
/// </summary>
/// <param name="Draws">The number of draws.</param>
/// <param name="Noise">The noise's standard deviation; pictures go from 0 to 1.</param>
/// <param name="Baseline">The picture x′ from which the lines start.</param>
/// <remarks>
/// Lundberg and Lee 2017, A unified approach to interpreting model predictions; as GradientExplainer of shap and GradientShap of
/// Captum, here with one baseline (several, from the data, are expected gradients).
/// </remarks>
[Plugin("gradient-shap", Source = "Lundberg and Lee 2017, A unified approach to interpreting model predictions; GradientExplainer of shap, GradientShap of Captum")]
public sealed record GradientShap(
    [Range(2, 100_000)] int Draws = 50,
    [Range(0.0, 1.0)] double Noise = 0.1,
    BaselineKind Baseline = BaselineKind.Zero) : IGradientAttribution
{
    /// <inheritdoc/>
    public bool IsSampled => true;

    /// <inheritdoc/>
    public int Predictions(ImageShape shape) => Draws * GradientBatches.PredictionsPerGradient;

    /// <inheritdoc/>
    public void Attribute(in AttributionRequest request, Span<float> attribution, Span<float> standardError, CancellationToken cancellation) =>
        RandomPaths.Attribute(request, Baseline, null, Noise, Draws, attribution, standardError, cancellation);
}
