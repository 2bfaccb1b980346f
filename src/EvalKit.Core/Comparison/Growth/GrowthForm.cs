namespace EvalKit.Core.Comparison.Growth;

/// <summary>The forms that a quality's growth with size may have.</summary>
public enum GrowthForm
{
    /// <summary>No slope can be told from 0.</summary>
    Constant,

    /// <summary>Each doubling of the size adds as much as the one before, or takes it away.</summary>
    LogLinear,

    /// <summary>Each doubling adds less: a power law that nears an asymptote.</summary>
    Saturating,
}
