using System.Globalization;

namespace EvalKit.Core.Planning;

/// <summary>The state of the data in which a model is run: clean, or perturbed by one kind at one severity.</summary>
/// <param name="Kind"><c>clean</c>, or the perturbation's kind.</param>
/// <param name="Severity">1 to 5; 0 for clean.</param>
public sealed record Condition(string Kind, int Severity)
{
    /// <summary>Unperturbed data.</summary>
    public static Condition Clean { get; } = new("clean", 0);

    /// <summary>Whether the data are unperturbed.</summary>
    public bool IsClean => Severity == 0;

    /// <summary>Reads the form that <see cref="ToString"/> gives.</summary>
    public static Condition Parse(string text)
    {
        var colon = text.LastIndexOf(':');
        return colon < 0 ? new Condition(text, 0) : new Condition(text[..colon], int.Parse(text.AsSpan(colon + 1), CultureInfo.InvariantCulture));
    }

    /// <summary>The form in metric ids: <c>clean</c> or <c>fog:3</c>.</summary>
    public override string ToString() => IsClean ? Kind : string.Create(CultureInfo.InvariantCulture, $"{Kind}:{Severity}");
}
