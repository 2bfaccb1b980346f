using EvalKit.Core.Models;

namespace EvalKit.Core.Attributions;

/// <summary>
/// The logit of a class (or a difference of two) of a model whose graph can be looked into. Whatever number is explained
/// elsewhere, here it is the logit: the rules of graphs are made for it.
/// </summary>
public interface IGraphFunction : IDifferentiableFunction
{
    /// <summary>Carries the logit back by a rule; see <see cref="IGraphModel.Propagate"/>.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="pictures">[n, channels, height, width], values 0 to 1.</param>
    /// <param name="references">As many, where the rule compares with them; else empty.</param>
    /// <param name="result">Receives [n, channels, height, width].</param>
    /// <param name="cancellation">Ends the work between two calls of the runtime.</param>
    void Propagate(BackwardRule rule, ReadOnlySpan<float> pictures, ReadOnlySpan<float> references, Span<float> result, CancellationToken cancellation);

    /// <summary>A feature map with the logit's gradient by it; see <see cref="IGraphModel.Features"/>.</summary>
    /// <param name="layer">The name of an intermediate tensor; null for the last map that is found.</param>
    /// <param name="picture">[channels, height, width], values 0 to 1.</param>
    FeatureMap Features(string? layer, ReadOnlySpan<float> picture);

    /// <summary>The attention weights, from the first layer to the last.</summary>
    /// <param name="picture">[channels, height, width], values 0 to 1.</param>
    IReadOnlyList<AttentionWeights> Attention(ReadOnlySpan<float> picture);
}
