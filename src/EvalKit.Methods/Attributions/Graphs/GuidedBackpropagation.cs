using EvalKit.Core.Attributions;
using EvalKit.Core.Images;
using EvalKit.Core.Memory;
using EvalKit.Core.Models;
using EvalKit.Core.Plugins;
using EvalKit.Methods.Attributions.Gradients;

namespace EvalKit.Methods.Attributions.Graphs;

/// <summary>
/// Guided backpropagation: saliency of a gradient whose way back passes rectifiers only where it is positive, so that it shows
/// what raises the score. It shows edges whatever the class, and hardly changes when a network's last layers are randomised
/// (Adebayo et al. 2018, Sanity checks for saliency maps): read it with care.
/// </summary>
/// <remarks>Springenberg, Dosovitskiy, Brox and Riedmiller 2015, Striving for simplicity: the all convolutional net, section 3.4.</remarks>
[Plugin("guided-backpropagation", Source = "Springenberg, Dosovitskiy, Brox and Riedmiller 2015, Striving for simplicity, section 3.4")]
public sealed record GuidedBackpropagation : IGraphAttribution
{
    private static readonly BackwardRule Rule = new BackwardRule.Guided();

    /// <inheritdoc/>
    public bool IsSampled => false;

    /// <inheritdoc/>
    public bool HasSign => false;

    /// <inheritdoc/>
    public int Predictions(ImageShape shape) => GradientBatches.PredictionsPerGradient;

    /// <inheritdoc/>
    public string? Refusal(IGraphModel model) => model.RefusalOf(Rule);

    /// <inheritdoc/>
    public void Attribute(in AttributionRequest request, Span<float> attribution, Span<float> standardError, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var gradient = new PooledBuffer<float>(request.Shape.Length);
        request.Graph.Propagate(Rule, request.Picture, [], gradient.Span, cancellation);
        Channels.LargestMagnitude(gradient.Span, attribution);
        standardError.Fill(float.NaN);
    }
}
