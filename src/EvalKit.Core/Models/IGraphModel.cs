namespace EvalKit.Core.Models;

/// <summary>A model whose graph can be looked into: for explanations that need more than the gradient by the picture.</summary>
public interface IGraphModel : IDifferentiableModel
{
    /// <summary>Null where scores can be carried back by a rule; else why not, as one sentence.</summary>
    string? RefusalOf(BackwardRule rule);

    /// <summary>Null where there is a feature map; else why not, as one sentence.</summary>
    /// <param name="layer">The name of an intermediate tensor; null for the last map that is found.</param>
    string? RefusalOfFeatures(string? layer);

    /// <summary>Null where there are attention weights over the whole picture; else why not, as one sentence.</summary>
    string? AttentionRefusal { get; }

    /// <summary>
    /// Carries scores back by a rule. The scores are logits: of a model that gives probabilities by a softmax, what goes into it.
    /// </summary>
    /// <param name="rule">The rule.</param>
    /// <param name="inputs">Pictures [n, channels, height, width], values 0 to 1; n is any positive number.</param>
    /// <param name="references">As many, which <see cref="BackwardRule.Rescale"/> compares with; else empty.</param>
    /// <param name="seed">Which score is carried back, [n, classes]: 1 at the class, −1 at one to be told from it.</param>
    /// <param name="result">Receives [n, channels, height, width], in the rule's meaning.</param>
    /// <param name="cancellation">Ends the work between two calls of the runtime.</param>
    /// <exception cref="InvalidOperationException">There is a refusal.</exception>
    /// <exception cref="ModelException">The runtime failed on this input.</exception>
    void Propagate(
        BackwardRule rule, ReadOnlySpan<float> inputs, ReadOnlySpan<float> references, ReadOnlySpan<float> seed, Span<float> result, CancellationToken cancellation);

    /// <summary>The feature maps of pictures, one each, with the gradient of a logit by them.</summary>
    /// <param name="layer">The name of an intermediate tensor; null for the last map that is found.</param>
    /// <param name="inputs">Pictures [n, channels, height, width], values 0 to 1; n is any positive number.</param>
    /// <param name="seeds">[n, classes], as in <see cref="Propagate"/>.</param>
    /// <exception cref="InvalidOperationException">There is a refusal.</exception>
    /// <exception cref="ModelException">The runtime failed on this input.</exception>
    FeatureMap[] Features(string? layer, ReadOnlySpan<float> inputs, ReadOnlySpan<float> seeds);

    /// <summary>The attention weights of one picture, from the first layer to the last.</summary>
    /// <param name="picture">[channels, height, width], values 0 to 1.</param>
    /// <exception cref="InvalidOperationException">There is a refusal.</exception>
    /// <exception cref="ModelException">The runtime failed on this input.</exception>
    IReadOnlyList<AttentionWeights> Attention(ReadOnlySpan<float> picture);
}
