namespace EvalKit.Core.Reports;

/// <summary>What a reader must know before trusting a figure.</summary>
/// <param name="Level">How grave it is.</param>
/// <param name="Model">The model that it is about, or null where it is about the run.</param>
/// <param name="Message">One sentence.</param>
public sealed record Finding(FindingLevel Level, string? Model, string Message);

/// <summary>How grave a finding is.</summary>
public enum FindingLevel
{
    /// <summary>Worth knowing.</summary>
    Note,

    /// <summary>A figure may mislead.</summary>
    Warning,

    /// <summary>A figure is missing or wrong.</summary>
    Error,
}

/// <summary>A unit that failed.</summary>
/// <param name="Model">The model.</param>
/// <param name="Unit">What was to be computed, such as <c>fog:3</c> or <c>rise</c>.</param>
/// <param name="Message">Why it failed.</param>
/// <param name="Retryable">Whether a retry may mend it.</param>
public sealed record Failure(string Model, string Unit, string Message, bool Retryable)
{
    private const string Opening = "open";

    /// <summary>Whether the model could not even be opened, so that the run has no figure of it.</summary>
    public bool IsUnopened => Unit == Opening;

    /// <summary>The failure of a model that could not be opened.</summary>
    /// <param name="model">Its name.</param>
    /// <param name="message">Why.</param>
    /// <param name="retryable">Whether a retry may mend it.</param>
    public static Failure ToOpen(string model, string message, bool retryable = false) => new(model, Opening, message, retryable);
}

/// <summary>A statement on size and quality with its verdict.</summary>
/// <param name="Id">Its fixed id, such as <c>larger-performs-better</c>; <c>@QUALITY</c> follows where it is judged for several.</param>
/// <param name="Statement">The statement in plain words.</param>
/// <param name="Verdict">What the evidence says.</param>
/// <param name="Evidence">The deciding figures, in sentences.</param>
/// <param name="Models">The number of models that it rests on.</param>
/// <param name="Families">The number of families among them.</param>
/// <param name="WouldDecide">What would decide it; null where it is decided.</param>
public sealed record Claim(
    string Id,
    string Statement,
    ClaimVerdict Verdict,
    string Evidence,
    int Models,
    int Families,
    string? WouldDecide);

/// <summary>What the evidence says of a claim.</summary>
public enum ClaimVerdict
{
    /// <summary>The evidence supports it.</summary>
    Supported,

    /// <summary>The evidence contradicts it.</summary>
    Contradicted,

    /// <summary>This evidence does not decide it.</summary>
    Undecided,
}
