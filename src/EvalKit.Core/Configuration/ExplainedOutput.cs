namespace EvalKit.Core.Configuration;

/// <summary>The number of the target class that an attribution explains.</summary>
public enum ExplainedOutput
{
    /// <summary>Its softmax probability.</summary>
    Probability,

    /// <summary>Its logit; for models that give probabilities, their logarithm.</summary>
    Logit,
}
