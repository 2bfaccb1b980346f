using System.ComponentModel.DataAnnotations;
using EvalKit.Core.Attributions;
using EvalKit.Core.Images;
using EvalKit.Core.Memory;
using EvalKit.Core.Models;
using EvalKit.Core.Plugins;
using EvalKit.Methods.Attributions.Gradients;

namespace EvalKit.Methods.Attributions.Graphs;

/// <summary>
/// Layer-wise relevance propagation: the logit is shared out, layer by layer, among what contributed to it, and a pixel has the
/// sum over the channels of what arrives at the model's normalised input. By default the composite "EpsilonPlus": z⁺ for
/// convolutions, which is smooth, and ε for dense layers. The values add up to the logit less what the biases contributed.
/// </summary>
/// <param name="Convolutions">The rule of convolutions.</param>
/// <param name="Dense">The rule of dense layers.</param>
/// <param name="Epsilon">What the ε rule adds to a sum, with its sign, before it divides by it; it also keeps the other rules from dividing by 0.</param>
/// <param name="Alpha">The weight α of positive contributions in the αβ rule; that of negative ones is α − 1.</param>
/// <remarks>
/// Bach et al. 2015, On pixel-wise explanations for non-linear classifier decisions by layer-wise relevance propagation,
/// equations 58 and 60; Montavon et al. 2019, Layer-wise relevance propagation: an overview, section 10.2.
/// </remarks>
[Plugin("lrp", Source = "Bach, Binder, Montavon, Klauschen, Müller and Samek 2015, equations 58 and 60; Montavon et al. 2019, Layer-wise relevance propagation: an overview")]
public sealed record LayerwiseRelevance(
    RelevanceRule Convolutions = RelevanceRule.ZPlus,
    RelevanceRule Dense = RelevanceRule.Epsilon,
    [Range(1e-12, 1.0)] double Epsilon = 1e-6,
    [Range(1.0, 10.0)] double Alpha = 2) : IGraphAttribution
{
    /// <inheritdoc/>
    public bool IsSampled => false;

    /// <inheritdoc/>
    public int Predictions(ImageShape shape) => GradientBatches.PredictionsPerGradient;

    /// <inheritdoc/>
    public string? Refusal(IGraphModel model) => model.RefusalOf(Rule());

    /// <inheritdoc/>
    public void Attribute(in AttributionRequest request, Span<float> attribution, Span<float> standardError, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var relevance = new PooledBuffer<float>(request.Shape.Length);
        request.Graph.Propagate(Rule(), request.Picture, [], relevance.Span, cancellation);
        for (var pixel = 0; pixel < attribution.Length; pixel++)
        {
            var sum = 0.0;
            for (var i = pixel; i < relevance.Span.Length; i += attribution.Length) sum += relevance.Span[i];
            attribution[pixel] = (float)sum;
        }

        standardError.Fill(float.NaN);
    }

    private BackwardRule.Relevance Rule() => new(Convolutions, Dense, Epsilon, Alpha);
}
