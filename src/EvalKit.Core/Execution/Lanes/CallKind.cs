namespace EvalKit.Core.Execution.Lanes;

/// <summary>What is asked of a model.</summary>
internal enum CallKind
{
    /// <summary>Scores.</summary>
    Scores,

    /// <summary>Gradients of scores.</summary>
    Gradients,

    /// <summary>What a rule carries back.</summary>
    Propagation,

    /// <summary>Feature maps.</summary>
    Features,
}
