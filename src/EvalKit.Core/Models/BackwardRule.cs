namespace EvalKit.Core.Models;

/// <summary>How a model's score is carried back through its graph to the picture, in place of its derivative.</summary>
public abstract record BackwardRule
{
    /// <summary>
    /// Guided backpropagation: the derivative, but rectifiers pass only what is positive (Springenberg et al. 2015). Gives numbers
    /// like a gradient by the picture.
    /// </summary>
    public sealed record Guided : BackwardRule;

    /// <summary>
    /// DeepLIFT's rescale rule: a nonlinearity's slope is the difference of its outputs over that of its inputs, between the
    /// picture and a reference (Shrikumar et al. 2017). Gives multipliers by the picture.
    /// </summary>
    public sealed record Rescale : BackwardRule;

    /// <summary>
    /// Layer-wise relevance propagation: the score itself is shared out among the inputs of each layer, in proportion to what they
    /// contributed (Bach et al. 2015). Gives the relevance of each value of the model's own, normalised input, at its place in the
    /// picture.
    /// </summary>
    /// <param name="Convolutions">The rule of convolutions.</param>
    /// <param name="Dense">The rule of dense layers.</param>
    /// <param name="Epsilon">What ε rules add to a sum, with its sign, before they divide by it; above 0.</param>
    /// <param name="Alpha">The weight α of positive contributions in αβ rules; that of negative ones is α − 1. At least 1.</param>
    public sealed record Relevance(RelevanceRule Convolutions, RelevanceRule Dense, double Epsilon, double Alpha) : BackwardRule;
}
