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
        var (sections, models) = (new List<XElement>(), 0);
        foreach (var comparison in comparisons)
        {
            var charts = new ComparisonCharts(comparison, models);
            sections.Add(Section(comparison, charts, sections.Count + 1));
            models += charts.Count;
        }

        return Page.WriteAsync(
            "Size against quality: EvalKit",
            [Tag("header", Tag("h1", "Size against quality")), Tag("main", sections)],
            destination,
            cancellation);
    }

    private static XElement Section(SizeComparison comparison, ComparisonCharts charts, int position) => Sections.Section(
        $"source-{position}",
        comparison.Source,
        Tag("p", Class("note"), string.Join(" · ", ComparisonTable.Summary(comparison))),
        comparison.Claims.Count == 0 ? null : Tag("p", ComparisonTable.Answer(comparison)),
        comparison.Notes.Select(note => Tag("p", Class("note"), note)),
        charts.Count == 0 ? null : charts.Legend(),
        comparison.Sizes.Select((size, order) => order == 0
            ? Tag("div", Against(comparison, charts, size))
            : Tag("details", Tag("summary", $"Against {size.Title}"), Against(comparison, charts, size))),
        ComparisonTable.Legend.Select(line => Tag("p", Class("note"), line)),
        comparison.Claims.Count == 0 ? null : VerdictSections.Table(comparison.Claims));

    private static XElement?[] Against(SizeComparison comparison, ComparisonCharts charts, ModelSize size) =>
    [
        charts.Of(size),
        PlainTable.Of(
            $"Every quality by {size.Title}.",
            [.. ComparisonTable.Headings, "Pareto front"],
            ComparisonTable.Rows(comparison, size.Id)
                .Zip(comparison.Relations.Where(relation => relation.Size == size.Id), (row, relation) => row.Append(string.Join(", ", relation.Front)).ToArray())),
    ];
}
