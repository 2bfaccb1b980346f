using System.Globalization;

namespace EvalKit.Core.Planning;

/// <summary>
/// The state of the data in which a model is run: clean, perturbed by one kind at one severity, or by one graded kind at one
/// level.
/// </summary>
/// <param name="Kind"><c>clean</c>, or the perturbation's name.</param>
/// <param name="Severity">1 to 5; 0 for clean and at a level.</param>
/// <param name="Level">The level of a graded kind; null otherwise.</param>
public sealed record Condition(string Kind, int Severity, double? Level = null)
{
    private const char BeforeSeverity = ':';
    private const char BeforeLevel = '=';

    /// <summary>Unperturbed data.</summary>
    public static Condition Clean { get; } = new("clean", 0);

    /// <summary>Whether the data are unperturbed.</summary>
    public bool IsClean => Severity == 0 && Level is null;

    /// <summary>Reads the form that <see cref="ToString"/> gives.</summary>
    public static Condition Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var mark = text.LastIndexOfAny([BeforeSeverity, BeforeLevel]);
        if (mark < 0) return new Condition(text, 0);
        var number = text.AsSpan(mark + 1);
        return text[mark] == BeforeLevel
            ? new Condition(text[..mark], 0, double.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture))
            : new Condition(text[..mark], int.Parse(number, CultureInfo.InvariantCulture));
    }

    /// <summary>The form in metric ids: <c>clean</c>, <c>fog:3</c> or <c>gaussian-noise=0.08</c>.</summary>
    public override string ToString() => this switch
    {
        { Level: { } level } => string.Create(CultureInfo.InvariantCulture, $"{Kind}{BeforeLevel}{level:R}"),
        { IsClean: true } => Kind,
        _ => string.Create(CultureInfo.InvariantCulture, $"{Kind}{BeforeSeverity}{Severity}"),
    };
}
