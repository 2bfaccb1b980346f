using System.Text;
using EvalKit.Core.Comparison;
using EvalKit.Reporting.Figures;
using EvalKit.Reporting.Markdown;

namespace EvalKit.Reporting.Comparisons;

/// <summary>Comparisons as GitHub-flavoured Markdown: for each source the claims, then every quality against every notion of size.</summary>
public static class ComparisonMarkdown
{
    /// <summary>Writes the page.</summary>
    /// <param name="comparisons">The comparisons, one a source.</param>
    /// <param name="destination">Receives UTF-8.</param>
    /// <param name="cancellation">Ends the writing.</param>
    public static async ValueTask WriteAsync(IReadOnlyList<SizeComparison> comparisons, Stream destination, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(comparisons);
        ArgumentNullException.ThrowIfNull(destination);
        var page = new MarkdownPage();
        page.Heading(1, "Size against quality");
        foreach (var comparison in comparisons) Add(page, comparison);
        await destination.WriteAsync(Encoding.UTF8.GetBytes(page.ToString()), cancellation).ConfigureAwait(false);
    }

    private static void Add(MarkdownPage page, SizeComparison comparison)
    {
        page.Heading(2, comparison.Source);
        page.Paragraph(string.Join(" · ", ComparisonTable.Summary(comparison)));
        if (comparison.Claims.Count > 0) page.Paragraph(ComparisonTable.Answer(comparison));
        if (comparison.Notes.Count > 0) page.Paragraph(string.Join(" ", comparison.Notes));
        if (comparison.Claims.Count > 0) page.Table(ClaimRows.Headings, comparison.Claims.Select(ClaimRows.Of));
        foreach (var size in comparison.Sizes)
        {
            page.Heading(3, $"By {size.Title}");
            page.Table(
                [.. ComparisonTable.Headings, "Pareto front"],
                ComparisonTable.Rows(comparison, size.Id).Zip(Fronts(comparison, size), (row, front) => row.Append(front)));
        }

        page.Paragraph(string.Join(" ", ComparisonTable.Legend));
    }

    private static IEnumerable<string> Fronts(SizeComparison comparison, ModelSize size) =>
        comparison.Relations.Where(relation => relation.Size == size.Id).Select(relation => string.Join(", ", relation.Front));
}
