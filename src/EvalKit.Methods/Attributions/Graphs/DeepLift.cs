using EvalKit.Core.Attributions;
using EvalKit.Core.Images;
using EvalKit.Core.Memory;
using EvalKit.Core.Models;
using EvalKit.Core.Plugins;
using EvalKit.Methods.Attributions.Gradients;

namespace EvalKit.Methods.Attributions.Graphs;

/// <summary>
/// DeepLIFT with the rescale rule: what each pixel's difference from a baseline contributes to the logit's difference, carried
/// back through the layers by the ratios of differences in place of slopes: Σ over the channels of (x − x′) · m. The values add
/// up to f(x) − f(x′) where the graph has only linear layers, activations, largest values and products; other layers (softmax,
/// normalisations of layers) have their slope at x, and leave a rest.
/// </summary>
/// <param name="Baseline">The picture x′ that is compared with.</param>
/// <remarks>Shrikumar, Greenside and Kundaje 2017, Learning important features through propagating activation differences, section 3.5.1.</remarks>
[Plugin("deeplift", Source = "Shrikumar, Greenside and Kundaje 2017, Learning important features through propagating activation differences, section 3.5.1")]
public sealed record DeepLift(BaselineKind Baseline = BaselineKind.Zero) : IGraphAttribution, ICompleteAttribution
{
    private static readonly BackwardRule Rule = new BackwardRule.Rescale();

    /// <inheritdoc/>
    public bool IsSampled => false;

    /// <inheritdoc/>
    public int Predictions(ImageShape shape) => GradientBatches.PredictionsPerGradient + 1;

    /// <inheritdoc/>
    public string? Refusal(IGraphModel model) => model.RefusalOf(Rule);

    /// <inheritdoc/>
    void ICompleteAttribution.Baseline(in AttributionRequest request, Span<float> baseline) => BaselinePicture.Fill(Baseline, request, baseline);

    /// <inheritdoc/>
    public void Attribute(in AttributionRequest request, Span<float> attribution, Span<float> standardError, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var baseline = new PooledBuffer<float>(request.Shape.Length);
        using var multipliers = new PooledBuffer<float>(request.Shape.Length);
        BaselinePicture.Fill(Baseline, request, baseline.Span);
        request.Graph.Propagate(Rule, request.Picture, baseline.Span, multipliers.Span, cancellation);
        for (var i = 0; i < baseline.Span.Length; i++) baseline.Span[i] = request.Picture[i] - baseline.Span[i];
        Channels.SumOfProducts(baseline.Span, multipliers.Span, attribution);
        standardError.Fill(float.NaN);
    }
}
