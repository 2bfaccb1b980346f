using EvalKit.Core.Comparison;
using EvalKit.Core.Metrics;

namespace EvalKit.Core.Tests.Comparison;

/// <summary>Models to compare, made by hand.</summary>
internal static class Tables
{
    public static readonly MetricInfo Accuracy = new("Accuracy", "fraction", 0, 1, ScoreDirection.HigherIsBetter, "");

    public static ComparedModels Of(double[] sizes, params ModelQuality[] qualities) => Of([.. sizes.Select((_, i) => new ComparedModel($"m{i}", "one"))], sizes, qualities);

    public static ComparedModels Of(ComparedModel[] models, double[] sizes, params ModelQuality[] qualities) =>
        new("table", models, [new("params", "parameters", sizes)], qualities, [], 0);

    public static ModelQuality Quality(QualityAxis axis, params double[] values) =>
        new(axis == QualityAxis.Performance ? "accuracy" : "shifted", axis, axis == QualityAxis.Performance ? Accuracy : Accuracy with { Title = "Shifted accuracy" }, values, GrowthScale.Accuracy);

    public static ModelQuality WithErrors(this ModelQuality quality, double error) => quality with { StandardErrors = [.. quality.Values.Select(_ => error)] };

    /// <summary>A quality whose per-sample outcomes are 1 for the first so many of n samples.</summary>
    public static ModelQuality FromHits(QualityAxis axis, int n, params int[] hits) => Quality(axis, [.. hits.Select(one => (double)one / n)]) with
    {
        PerSample = [.. hits.Select(one => (Func<SampleValues>)(() => new(
            Enumerable.Range(0, n).ToArray(), Enumerable.Range(0, n).Select(i => i < one ? 1.0 : 0).ToArray())))],
    };
}
