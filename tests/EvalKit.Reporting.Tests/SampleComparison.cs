using EvalKit.Core.Comparison;
using EvalKit.Core.Metrics;

namespace EvalKit.Reporting.Tests;

/// <summary>A comparison of invented models: a family whose accuracy saturates, and two that are more robust.</summary>
internal static class SampleComparison
{
    public static SizeComparison Create()
    {
        double[] sizes = [.. Enumerable.Range(0, 10).Select(i => 1e4 * Math.Pow(2.5, i)), 5e4, 8e5];
        double[] accuracies = [.. sizes.Select((size, i) => 1 / (1 + Math.Exp(-3 + (2.4 * Math.Pow(size / 1e4, -0.45)) + (i % 2 * 0.01) + (i < 10 ? 0 : 0.4))))];
        double[] shifted = [.. accuracies.Select((accuracy, i) => accuracy - (i < 10 ? 0.2 : 0.03))];
        double[] errors = [.. sizes.Select(_ => 0.004)];
        var info = new MetricInfo("Accuracy", "fraction", 0, 1, ScoreDirection.HigherIsBetter, "test");
        return SizeComparison.Of(new ComparedModels(
            "sample <1>",
            [.. sizes.Select((_, i) => i < 10 ? new ComparedModel($"plain-{i}", "plain") : new ComparedModel($"robust-{i}", "robust"))],
            [new("cost/parameters", "parameters", sizes)],
            [
                new("performance/accuracy", QualityAxis.Performance, info, accuracies, GrowthScale.Accuracy) { StandardErrors = errors },
                new("robustness/shifted", QualityAxis.Robustness, info with { Title = "Shifted accuracy" }, shifted, GrowthScale.Accuracy) { StandardErrors = errors },
            ],
            ["An invented table."],
            0));
    }
}
