using System.Xml.Linq;
using EvalKit.Core.Comparison;
using EvalKit.Reporting.Html;
using static EvalKit.Reporting.Html.Tags;

namespace EvalKit.Reporting.Comparisons;

/// <summary>Comparisons as one page that needs no network: for each source the claims, then every quality against every notion of size.</summary>
public static class ComparisonHtml
{
    /// <summary>Writes the page.</summary>
    /// <param name="comparisons">The comparisons, one a source.</param>
    /// <param name="destination">Receives UTF-8.</param>
    /// <param name="cancellation">Ends the writing.</param>
    public static ValueTask WriteAsync(IReadOnlyList<SizeComparison> comparisons, Stream destination, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(comparisons);
        XElement[] sections = [.. comparisons.Select(Section)];
        return Page.WriteAsync(
            "Size against quality: EvalKit",
            [Tag("header", Tag("h1", "Size against quality")), Tag("main", sections)],
            destination,
            cancellation);
    }

    private static XElement Section(SizeComparison comparison, int position) => Sections.Section(
        $"source-{position + 1}",
        comparison.Source,
        Tag("p", Class("note"), string.Join(" · ", ComparisonTable.Summary(comparison))),
        comparison.Claims.Count == 0 ? null : Tag("p", ComparisonTable.Answer(comparison)),
        comparison.Notes.Select(note => Tag("p", Class("note"), note)),
        comparison.Claims.Count == 0 ? null : VerdictSections.Table(comparison.Claims),
        comparison.Sizes.Select(size => PlainTable.Of(
            $"Every quality by {size.Title}.",
            [.. ComparisonTable.Headings, "Pareto front"],
            ComparisonTable.Rows(comparison, size.Id)
                .Zip(comparison.Relations.Where(relation => relation.Size == size.Id), (row, relation) => row.Append(string.Join(", ", relation.Front)).ToArray()))),
        ComparisonTable.Legend.Select(line => Tag("p", Class("note"), line)));
}
