using EvalKit.Core.Configuration.Documents;
using EvalKit.Core.Metrics;
using EvalKit.Core.Reports;

namespace EvalKit.Reporting.Tests;

/// <summary>An invented report of gates alone: one that fails, one open, one that passes, a failed unit, and changes against a reference.</summary>
internal static class SampleGates
{
    public static Report Create() => SampleReport.Create(1) with
    {
        Gates =
        [
            Gate("performance/accuracy min 0.8", "cnn-2-s0", GateOutcome.Pass, 0.84, 0.8, "the lower bound 0.8352 keeps it (95 % one-sided, n = 10,000)", 12),
            Gate("performance/accuracy not-worse-than reference margin 0.01", "cnn-2-s0", GateOutcome.Fail, -0.03, -0.01, "the upper bound -0.0210 breaks it (95 % one-sided, n = 10,000)", 13),
            Gate("performance/accuracy@class:3 min 0.7", "mlp: <odd>, \"new\"", GateOutcome.Inconclusive, 0.71, 0.7, "the bounds 0.6900 and 0.7300 lie on both sides; about 1,200 more samples would pass it", 14),
        ],
        Findings = [new(FindingLevel.Warning, "cnn-2-s0", "It predicts class 3 for every clean sample.")],
        Failures = [new("vit", "fog:3", "The runtime ended\u0001 (signal 11): 100 % of it.", Retryable: true)],
        Changes =
        [
            new("cnn-2-s0", "cnn-3-s0", "performance/accuracy", 0.84, 0.87, new(-0.03, -0.041, -0.019, 10_000)),
            new("mlp", "cnn-3-s0", "performance/accuracy", 0.871, 0.87, new(0.001, -0.004, 0.006, 10_000)),
            new("cnn-2-s0", "cnn-3-s0", "performance/log-loss", 0.41, 0.44, new(-0.03, -0.04, -0.02, 10_000)),
            new("cnn-2-s0", "cnn-3-s0", "cost/parameters", 1154, 2353, Estimate.Exact(-1199)),
        ],
    };

    private static GateResult Gate(string id, string model, GateOutcome outcome, double value, double bound, string reason, int line) =>
        new(id, model, id.Split(' ')[0], outcome, value, bound, reason) { Place = new SourcePlace("ci/gates 1.yaml", line, 5), Confidence = 0.95 };
}
