using System.ComponentModel.DataAnnotations;
using EvalKit.Core.Attributions;
using EvalKit.Core.Errors;
using EvalKit.Core.Images;
using EvalKit.Core.Plugins;

namespace EvalKit.Methods.Attributions.Gradients;

/// <summary>
/// Expected gradients: integrated gradients in the mean over baselines drawn from the data, E[Σ over the channels of (x − x′) ·
/// ∂f/∂x at x′ + α (x − x′)] with x′ a picture of the data and α uniform in 0 to 1. The values add up, in expectation, to f(x)
/// less the mean score of the data. The standard error is that of the mean over the draws.
/// </summary>
/// <param name="Draws">The number of draws.</param>
/// <remarks>Erion et al. 2021, Improving performance of deep learning models with axiomatic attribution priors and expected gradients, equation 3.</remarks>
[Plugin("expected-gradients", Source = "Erion, Janizek, Sturmfels, Lundberg and Lee 2021, axiomatic attribution priors and expected gradients, equation 3")]
public sealed record ExpectedGradients([Range(2, 100_000)] int Draws = 200) : IGradientAttribution, IReferencedAttribution
{
    /// <inheritdoc/>
    public bool IsSampled => true;

    /// <inheritdoc/>
    public int Predictions(ImageShape shape) => Draws * GradientBatches.PredictionsPerGradient;

    /// <inheritdoc/>
    /// <exception cref="UserException">There are no pictures to draw baselines from.</exception>
    public void Attribute(in AttributionRequest request, Span<float> attribution, Span<float> standardError, CancellationToken cancellation)
    {
        var references = request.References ?? throw new UserException("expected-gradients compares with other pictures, and there are none; explain takes them by --references");
        RandomPaths.Attribute(request, BaselineKind.Zero, references, noise: 0, Draws, attribution, standardError, cancellation);
    }
}
