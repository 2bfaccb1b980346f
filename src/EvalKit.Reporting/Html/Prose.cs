using System.Xml.Linq;
using static EvalKit.Reporting.Html.Tags;

namespace EvalKit.Reporting.Html;

/// <summary>Running text.</summary>
internal static class Prose
{
    // Longer parts must be able to break, or they would not fit a phone.
    private const int MostLetters = 30;

    /// <summary>Parts with a separator between them, where a line breaks between parts only: a model's name stays whole.</summary>
    public static IEnumerable<XNode> Unbroken(IReadOnlyList<string> parts, string separator)
    {
        for (var part = 0; part < parts.Count; part++)
        {
            if (part > 0)
                yield return new XText(separator);
            var isWhole = parts[part].AsSpan().ContainsAny(' ', '-') && parts[part].Length <= MostLetters;
            yield return isWhole ? Tag("span", Class("whole"), parts[part]) : new XText(Tags.Text(parts[part]));
        }
    }
}
