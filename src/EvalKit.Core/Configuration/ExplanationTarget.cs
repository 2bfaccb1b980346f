namespace EvalKit.Core.Configuration;

/// <summary>Which class an attribution explains.</summary>
/// <param name="Kind">How the class is chosen.</param>
/// <param name="Class">The class from 0 where it is given by its number, else null.</param>
public sealed record ExplanationTarget(ExplanationTargetKind Kind, int? Class = null);

/// <summary>How the class that an attribution explains is chosen.</summary>
public enum ExplanationTargetKind
{
    /// <summary>The class that the model predicts on the clean picture.</summary>
    Predicted,

    /// <summary>The true class.</summary>
    Label,

    /// <summary>A class given by its number.</summary>
    Class,
}
