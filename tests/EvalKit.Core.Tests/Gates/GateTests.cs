using EvalKit.Core.Configuration;
using EvalKit.Core.Errors;
using EvalKit.Core.Gates;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Reports;
using EvalKit.Core.Statistics;
using EvalKit.Core.Tests.Reports;

namespace EvalKit.Core.Tests.Gates;

public sealed class GateTests
{
    // 900 of 1,000: Wilson's one-sided bounds at 95 % are those of the two-sided interval at 90 %.
    private static readonly ModelRun Model = Runs.Model("cnn-64", 1000, 1000, i => i >= 100);

    [Fact]
    public void A_minimum_passes_fails_or_stays_open_by_one_sided_bounds()
    {
        var (low, high) = Wilson.Of(900, 1000, 0.90);
        Assert.Equal(GateOutcome.Pass, Outcome(Runs.GateOf("performance/accuracy", min: low - 1e-9)));
        Assert.Equal(GateOutcome.Inconclusive, Outcome(Runs.GateOf("performance/accuracy", min: low + 1e-9)));
        Assert.Equal(GateOutcome.Inconclusive, Outcome(Runs.GateOf("performance/accuracy", min: high - 1e-9)));
        Assert.Equal(GateOutcome.Fail, Outcome(Runs.GateOf("performance/accuracy", min: high + 1e-9)));
    }

    [Fact]
    public void A_maximum_does_likewise()
    {
        var (low, high) = Wilson.Of(900, 1000, 0.98);
        Assert.Equal(GateOutcome.Pass, Outcome(Runs.GateOf("performance/accuracy", max: high + 1e-9, confidence: 0.99)));
        Assert.Equal(GateOutcome.Inconclusive, Outcome(Runs.GateOf("performance/accuracy", max: high - 1e-9, confidence: 0.99)));
        Assert.Equal(GateOutcome.Fail, Outcome(Runs.GateOf("performance/accuracy", max: low - 1e-9, confidence: 0.99)));
    }

    [Fact]
    public void Says_what_was_judged_and_why()
    {
        var result = Judge(Runs.GateOf("performance/accuracy", min: 0.88))[0];
        Assert.Equal(
            new("performance/accuracy min 0.88", "cnn-64", "performance/accuracy", GateOutcome.Pass, 0.9, 0.88, "the lower bound 0.8833 keeps it (95 % one-sided, n = 1,000)")
            {
                Place = new("fashion.yaml", 31, 5),
                Confidence = 0.95,
                Evidence = new(0.9, Wilson.Of(900, 1000, 0.90).Low, Wilson.Of(900, 1000, 0.90).High, 1000),
            },
            result);
    }

    /// <summary>A gate just broken at 95 % fails alone, and stays open among ten, whose bounds Holm compares at 99.5 %.</summary>
    [Fact]
    public void Failing_is_corrected_over_the_file()
    {
        var min = Wilson.Of(900, 1000, 0.90).High + 1e-6;
        Assert.Equal(GateOutcome.Fail, Outcome(Runs.GateOf("performance/accuracy", min: min)));
        var results = Judge([.. Enumerable.Range(0, 9).Select(_ => Runs.GateOf("performance/accuracy", min: 0.5)), Runs.GateOf("performance/accuracy", min: min)]);
        Assert.All(results.SkipLast(1), result => Assert.Equal(GateOutcome.Pass, result.Outcome));
        Assert.Equal(GateOutcome.Inconclusive, results[^1].Outcome);
        Assert.Contains("Holm", results[^1].Reason, StringComparison.Ordinal);
    }

    /// <summary>Two gates, one broken clearly: it is rejected first, so the other is compared at α / 1.</summary>
    [Fact]
    public void Failing_steps_down()
    {
        var min = Wilson.Of(900, 1000, 0.90).High + 1e-6;
        Assert.All(
            Judge(Runs.GateOf("performance/accuracy", min: 0.99), Runs.GateOf("performance/accuracy", min: min)),
            result => Assert.Equal(GateOutcome.Fail, result.Outcome));
    }

    [Fact]
    public void Counts_are_compared_directly()
    {
        Assert.Equal(GateOutcome.Pass, Outcome(Runs.GateOf("cost/parameters", max: 1000)));
        Assert.Equal(GateOutcome.Fail, Outcome(Runs.GateOf("cost/parameters", max: 999)));
    }

    [Fact]
    public void A_missing_figure_fails()
    {
        var run = Runs.Of(Model with { Clean = null }) with { Gates = [Runs.GateOf("performance/accuracy", min: 0)] };
        Assert.Equal(GateOutcome.Fail, Summary.Of(run).Gates[0].Outcome);
        Assert.Equal("not judged: clean is missing", Summary.Of(run).Gates[0].Reason);
    }

    [Fact]
    public void A_partial_figure_fails()
    {
        var run = Runs.Of(Model with { Clean = Model.Clean! with { Excluded = 1 } }) with { Gates = [Runs.GateOf("performance/accuracy", min: 0)] };
        Assert.Equal(GateOutcome.Fail, Summary.Of(run).Gates[0].Outcome);
    }

    [Fact]
    public void A_figure_without_interval_stays_open()
    {
        var run = Runs.Of(Model) with { PredictionMetrics = [new StubShare()], Gates = [Runs.GateOf("performance/share-of-zero", min: 0)] };
        Assert.Equal(GateOutcome.Inconclusive, Summary.Of(run).Gates[0].Outcome);
    }

    [Fact]
    public void Gates_are_judged_for_each_matching_model_in_order()
    {
        var run = Runs.Of(Model, Runs.Model("cnn-64-int8", 10, 1000, _ => true), Runs.Model("mlp", 1, 1000, _ => true)) with
        {
            Gates = [Runs.GateOf("performance/accuracy", min: 0.5, max: 1, models: "cnn-64*")],
        };
        Assert.Equal(
            [("cnn-64-int8", "performance/accuracy min 0.5"), ("cnn-64-int8", "performance/accuracy max 1"), ("cnn-64", "performance/accuracy min 0.5"), ("cnn-64", "performance/accuracy max 1")],
            Summary.Of(run).Gates.Select(gate => (gate.Model, gate.Id)));
    }

    [Theory]
    [InlineData("performance/acuracy", "fashion.yaml:31:5: the run has no metric 'performance/acuracy'; did you mean 'performance/accuracy'? (performance/accuracy, and others with @condition)")]
    [InlineData("robustness/accuracy@fog:4", "fashion.yaml:31:5: the run has no metric 'robustness/accuracy@fog:4'; did you mean 'robustness/accuracy@fog:3'? (robustness/mean-corrupted-accuracy, and others with @condition)")]
    [InlineData("speed/accuracy", "fashion.yaml:31:5: the run has no metric 'speed/accuracy'")]
    [InlineData("performance/accuracy@class:cat", "fashion.yaml:31:5: 'performance/accuracy@class:cat': a class is given by its number, such as @class:3, not 'cat'")]
    [InlineData("performance/accuracy@slice:night", "fashion.yaml:31:5: 'performance/accuracy@slice:night': the data have no slices")]
    public void A_metric_that_the_run_lacks_is_an_error_before_it_runs(string metric, string message)
    {
        var planned = Runs.Of(Model with { Clean = null }).WithConditions(("fog", 3, PerturbationCategory.Weather)) with { Gates = [Runs.GateOf(metric, min: 0)] };
        Assert.StartsWith(message, Assert.Throws<UserException>(() => GateBounds.Check(planned)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pattern_that_matches_no_model_is_an_error() => Assert.Equal(
        "fashion.yaml:31:5: the gate's models 'cnn-65' match no model of the run (cnn-64); did you mean 'cnn-64'?",
        Assert.Throws<UserException>(() => Judge(Runs.GateOf("performance/accuracy", min: 0, models: "cnn-65"))).Message);

    private static GateOutcome Outcome(GateConfig gate) => Judge(gate)[0].Outcome;

    private static IReadOnlyList<GateResult> Judge(params IReadOnlyList<GateConfig> gates) => Summary.Of(Runs.Of(Model) with { Gates = gates }).Gates;
}
