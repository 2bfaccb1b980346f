namespace EvalKit.Core.Models;

/// <summary>What the numbers of a classifier's output are.</summary>
public enum ScoreKind
{
    /// <summary>Unnormalised: softmax turns them into probabilities.</summary>
    Logits,

    /// <summary>Non-negative, summing to 1 over the classes.</summary>
    Probabilities,
}
