using EvalKit.Core.Reports;
using EvalKit.Core.Statistics;

namespace EvalKit.Core.Comparison.Claims;

/// <summary>What a claim is about: one quality against the size that claims go by.</summary>
/// <param name="Id">The claim's id for this quality.</param>
/// <param name="Statement">The claim's statement for this quality.</param>
/// <param name="Quality">The quality.</param>
/// <param name="Relation">How it goes with size.</param>
/// <param name="SizeTitle">The name of the size.</param>
internal sealed record Subject(string Id, string Statement, ModelQuality Quality, SizeRelation Relation, string SizeTitle)
{
    /// <summary>The claim with a verdict; it rests on the models that the correlation does.</summary>
    public Claim With(ClaimVerdict verdict, string evidence, string? wouldDecide) => new(
        Id, Statement, verdict, evidence, Relation.Correlation.Models, Relation.Correlation.Families, verdict == ClaimVerdict.Undecided ? wouldDecide : null);

    /// <summary>The claim as a correlation decides it.</summary>
    /// <param name="correlation">The correlation of size with the quality, given so many covariates.</param>
    /// <param name="covariates">Their number.</param>
    /// <param name="given">What they are, in words after the quality's name; empty where there are none.</param>
    public Claim ByCorrelation(RankCorrelation correlation, int covariates, string given)
    {
        var lower = Quality.Sign < 0 ? " (lower is better)" : "";
        return With(
            CorrelationVerdict.Of(correlation, Quality.Sign),
            $"Rank correlation of {SizeTitle} with {Name}{lower}{given}: {Wording.Correlation(correlation)}.{(covariates == 0 ? Within() : "")}{CorrelationVerdict.Caution(correlation)}",
            CorrelationVerdict.WouldDecide(correlation, covariates)) with
        {
            Models = correlation.Models,
            Families = correlation.Families,
        };
    }

    // What a family shows by itself is free of the differences between families.
    private string Within() => Relation.WithinFamily is { } within && Relation.Correlation.Families > 1
        ? $" Within {within.Family}, the largest family: {Wording.Correlation(within.Correlation)}."
        : "";

    /// <summary>The quality's name within a sentence.</summary>
    public string Name => Subjects.NameOf(Quality);
}

/// <summary>Finds what a claim is about.</summary>
internal static class Subjects
{
    /// <summary>The qualities of an axis; where they are several, each has the claim's id and statement with its own name added.</summary>
    public static IReadOnlyList<Subject> Of(SizeEvidence evidence, QualityAxis axis, string id, string statement)
    {
        var qualities = evidence.Kept.Of(axis);
        return
        [
            .. qualities.Select(quality => new Subject(
                qualities.Count == 1 ? id : $"{id}@{quality.Id}",
                qualities.Count == 1 ? statement : $"{statement}: {NameOf(quality)}",
                quality,
                evidence.Relation(quality)!,
                evidence.Kept.Sizes[0].Title)),
        ];
    }

    /// <summary>A quality's name within a sentence.</summary>
    public static string NameOf(ModelQuality quality)
    {
        // A capital within the first word is part of a name, such as ImageNet.
        var title = quality.Info.Title;
        var isWord = title.Length > 0 && !title.Skip(1).TakeWhile(letter => letter != ' ').Any(char.IsUpper);
        return isWord ? char.ToLowerInvariant(title[0]) + title[1..] : title;
    }
}
