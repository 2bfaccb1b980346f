namespace EvalKit.Core.Metrics;

/// <summary>Which way a figure is better.</summary>
public enum ScoreDirection
{
    /// <summary>Larger is better.</summary>
    HigherIsBetter,

    /// <summary>Smaller is better.</summary>
    LowerIsBetter,

    /// <summary>Neither: the figure informs.</summary>
    Neither,
}
