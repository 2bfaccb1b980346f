namespace EvalKit.Core.Comparison;

/// <summary>The figure that stands for each axis in rankings.</summary>
public static class PrimaryFigures
{
    /// <summary>Accuracy on clean data.</summary>
    public const string Performance = "performance/accuracy";

    /// <summary>Accuracy under perturbation, over kinds and severities.</summary>
    public const string Robustness = "robustness/mean-corrupted-accuracy";

    /// <summary>Relevance gain over the attribution methods, free of the temperature of a model's scores.</summary>
    public const string Interpretability = "interpretability/relevance-gain";

    /// <summary>Multiply–accumulate operations: exact, unlike latency.</summary>
    public const string Cost = "cost/macs";
}
