using System.Text.RegularExpressions;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;
using EvalKit.Methods.Perturbations.Writing;

namespace EvalKit.Methods.Perturbations.Text;

/// <summary>
/// Number format: numbers are written otherwise, their value kept: with or without groups of thousands (1,234.5 or 1234.5),
/// the continental way (1.234,5), in blocks (1 234.5), with a zero more at the end (7.0) or before it (07), or by a power of ten
/// (1.2345e3), each equally likely of those that differ. Changed are 20, 40, 60, 80, 100 % of the numbers.
/// </summary>
[Plugin("number-format", Source = "Thawani et al. 2021, Representing Numbers in NLP, on notation; the forms and the shares are ours")]
public sealed partial record NumberFormat : ITextPerturbation
{
    private static readonly SeverityValues<double> Share = new(0.2, 0.4, 0.6, 0.8, 1);

    /// <inheritdoc/>
    public string Apply(string text, in TextContext context)
    {
        ArgumentNullException.ThrowIfNull(text);
        var share = Share[context.Severity];
        var random = context.CreateRandom();
        var selection = new PlaceSelection(ref random, Number().Count(text), share);
        return Number().Replace(text, match =>
        {
            if (!selection.Next(ref random)) return match.Value;
            string[] forms = [.. WrittenNumber.Forms(match.Groups["whole"].Value.Replace(",", "", StringComparison.Ordinal), match.Groups["part"].Value)
                .Where(form => form != match.Value)];
            return forms[random.NextInt(forms.Length)];
        });
    }

    // Digits that stand alone: not parts of dates, versions, addresses or names such as 1.2.3, 10:30 or mp3.
    [GeneratedRegex(@"(?<![\w.,:/-])(?<whole>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.(?<part>[0-9]+))?(?![\w:/-]|[.,][0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
