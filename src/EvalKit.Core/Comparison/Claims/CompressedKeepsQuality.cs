using EvalKit.Core.Comparison.Pairs;
using EvalKit.Core.Reports;

namespace EvalKit.Core.Comparison.Claims;

/// <summary>
/// Compressed keeps the quality: every copy at lower precision, and every distilled one, is not worse than its original by one
/// point of accuracy, on clean and on perturbed data, each with one-sided confidence of 95 %.
/// </summary>
internal static class CompressedKeepsQuality
{
    private const string Id = "compressed-keeps-quality";
    private const string Statement = "Compressed keeps the quality";
    private const double Margin = 0.01;
    private const double OneSided = 0.90;

    /// <summary>The claim.</summary>
    public static Claim Judge(SizeEvidence evidence)
    {
        if (evidence.Copies.Count == 0)
        {
            return Unmeasured.Of(
                evidence, Id, Statement, "No model is named as a compressed copy of another (NAME-int8, NAME-fp16, NAME-distilled).", "compressed copies beside their originals");
        }

        var qualities = evidence.All.Qualities.Where(quality => quality is { Votes: true, Scale: GrowthScale.Accuracy }).ToList();
        var outcomes = evidence.Copies.SelectMany(copy => qualities, (copy, quality) => Outcome.Of(evidence.All, copy, quality)).ToList();
        var axes = qualities.Select(quality => quality.Axis).ToHashSet();
        var isWhole = axes.Contains(QualityAxis.Performance) && axes.Contains(QualityAxis.Robustness);
        var verdict = outcomes.Any(one => one.Verdict == ClaimVerdict.Contradicted) ? ClaimVerdict.Contradicted
            : isWhole && outcomes.TrueForAll(one => one.Verdict == ClaimVerdict.Supported) ? ClaimVerdict.Supported
            : ClaimVerdict.Undecided;
        return new(
            Id,
            Statement,
            verdict,
            $"Margin: 1 point. {string.Join("; ", outcomes.GroupBy(one => one.Copy).Select(group => Told(evidence.All, group)))}.{(isWhole ? "" : " Not measured on both clean and perturbed data.")}",
            evidence.Copies.Count,
            evidence.Copies.Select(copy => evidence.All.Models[copy.Copy].Family ?? evidence.All.Models[copy.Copy].Name).Distinct(StringComparer.Ordinal).Count(),
            verdict != ClaimVerdict.Undecided ? null : isWhole ? "more samples" : "accuracy on clean and on perturbed data");
    }

    private static string Told(ComparedModels models, IGrouping<CompressedCopy, Outcome> outcomes) =>
        $"{models.Models[outcomes.Key.Copy].Name} beside {models.Models[outcomes.Key.Original].Name}: {string.Join(", ", outcomes.Select(one => one.Text))}";

    private sealed record Outcome(CompressedCopy Copy, ClaimVerdict Verdict, string Text)
    {
        public static Outcome Of(ComparedModels models, CompressedCopy copy, ModelQuality quality)
        {
            var name = Subjects.NameOf(quality);
            if (QualityDifference.Of(quality, copy.Copy, copy.Original) is not { } difference) return new(copy, ClaimVerdict.Undecided, $"{name} cannot be tested");
            var bound = difference.At(OneSided);
            var verdict = bound.Low > -Margin ? ClaimVerdict.Supported : bound.High < -Margin ? ClaimVerdict.Contradicted : ClaimVerdict.Undecided;
            return new(copy, verdict, $"{name} {Wording.Difference(difference.Value, difference.At(Statistics.Intervals.Usual), quality.Info)}");
        }
    }
}
