using System.Globalization;
using EvalKit.Core.Comparison;
using EvalKit.Core.Comparison.Growth;
using EvalKit.Core.Metrics;
using EvalKit.Core.Reports;
using EvalKit.Core.Statistics;
using EvalKit.Reporting.Figures;

namespace EvalKit.Reporting.Comparisons;

/// <summary>Size against quality as the cells of a table, a row a quality: what every form of a comparison shows.</summary>
public static class ComparisonTable
{
    /// <summary>The columns.</summary>
    public static IReadOnlyList<string> Headings { get; } = ["quality", "correlation with size", "given accuracy", "smaller wins", "growth"];

    /// <summary>What the columns mean, in one sentence each.</summary>
    public static IReadOnlyList<string> Legend { get; } =
    [
        "Correlation: Spearman, the wider of its 95 % intervals over models and families; ↓ lower is better.",
        "Smaller wins: of pairs a factor of two apart, as tested (Holm), or the share ahead where untested.",
        "Growth: of the family of most sizes.",
    ];

    /// <summary>The cells for one notion of size.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="size">The size's id.</param>
    public static IReadOnlyList<string[]> Rows(SizeComparison comparison, string size)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        return
        [
            .. comparison.Relations.Where(relation => relation.Size == size).Select(relation => new[]
            {
                relation.Info.Title + (relation.Info.Direction == ScoreDirection.LowerIsBetter ? " ↓" : ""),
                Correlation(relation.Correlation),
                relation.GivenAccuracy is { } given ? Correlation(given) : "",
                Wins(relation),
                relation.Laws is [var first, ..] ? Growth(first.Law) : "",
            }),
        ];
    }

    /// <summary>What is compared, in a few words each: models, families, compressed copies, the size that claims go by.</summary>
    public static IReadOnlyList<string> Summary(SizeComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        return
        [
            Humanised.Plural(comparison.Models, "model"),
            comparison.Families == 1 ? "1 family" : $"{Humanised.Whole(comparison.Families)} families",
            .. comparison.Copies > 0 ? [comparison.Copies == 1 ? "1 compressed copy apart" : $"{comparison.Copies} compressed copies apart"] : Array.Empty<string>(),
            .. comparison.Sizes is [var size, ..] ? [$"size: {size.Title}"] : Array.Empty<string>(),
        ];
    }

    /// <summary>How many claims have which verdict, in a sentence.</summary>
    public static string Answer(SizeComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        int Of(ClaimVerdict verdict) => comparison.Claims.Count(claim => claim.Verdict == verdict);
        return $"Of {comparison.Claims.Count} claims this evidence supports {Of(ClaimVerdict.Supported)}, contradicts {Of(ClaimVerdict.Contradicted)} and leaves {Of(ClaimVerdict.Undecided)} undecided.";
    }

    private static string Correlation(RankCorrelation correlation)
    {
        if (double.IsNaN(correlation.Value)) return FigureFormat.Missing;
        return correlation.Deciding is { } interval
            ? $"{Number(correlation.Value)} ({Number(interval.Low)} to {Number(interval.High)})"
            : Number(correlation.Value);
    }

    private static string Wins(SizeRelation relation)
    {
        var pairs = relation.Pairs;
        if (pairs.Count == 0) return "";
        return pairs.Tested > 0
            ? $"{Humanised.Whole(pairs.SmallerBetter)} of {Humanised.Whole(pairs.Tested)}"
            : $"{(100.0 * pairs.SmallerAhead / pairs.Count).ToString("0", CultureInfo.InvariantCulture)} % ahead";
    }

    private static string Growth(GrowthLaw law) => law switch
    {
        { HasPlateau: true } => $"plateau at {Humanised.Count(law.Plateau!.Size)}",
        { Form: GrowthForm.Saturating } => "rising, slowing",
        { Form: GrowthForm.Constant } => "flat",
        _ => law.Doubling.Value > 0 ? "rising" : "falling",
    };

    private static string Number(double value) =>
        (Math.Round(value, 2) + 0.0).ToString("0.00", CultureInfo.InvariantCulture).Replace('-', '−');
}
