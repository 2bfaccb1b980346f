using EvalKit.Core.Metrics;
using EvalKit.Core.Planning;
using EvalKit.Core.Plugins;
using EvalKit.Core.Reports;
using EvalKit.Core.Statistics;

namespace EvalKit.Core.Tests.Reports;

public sealed class SweepFiguresTests
{
    private static readonly PlannedSweep Sweep = new(new PlannedMethod("hiss", "hiss", 1, "{}"), [0.1, 2], "volts", 0.5, 4);

    [Fact]
    public void Each_sweep_has_its_figures_in_its_unit_and_the_accuracy_at_each_level()
    {
        var model = Runs.Model("a", 1, 4, _ => true);
        model = model with { Perturbed = new Dictionary<Condition, PredictionTable> { [new("hiss", 0, 0.1)] = Runs.Predictions(4, i => i < 3), [new("hiss", 0, 2)] = Runs.Predictions(4, i => i < 1) } };
        var report = Summary.Of(Run(model));
        var figures = report.Models[0].Metrics;

        Assert.Equal(0.75, figures["robustness/accuracy@hiss=0.1"].Value);
        Assert.Equal(0.25, figures["robustness/accuracy@hiss=2"].Value);
        Assert.Equal((2.1, "volts"), (figures["robustness/levels@hiss"].Value, report.Metrics["robustness/levels@hiss"].Unit));
    }

    [Fact]
    public void A_missing_level_leaves_no_figure_over_the_levels()
    {
        var model = Runs.Model("a", 1, 4, _ => true);
        model = model with { Perturbed = new Dictionary<Condition, PredictionTable> { [new("hiss", 0, 2)] = Runs.Predictions(4, i => i < 1) } };
        var figures = Summary.Of(Run(model) with { Failures = [new("a", "hiss=0.1", "out of memory", Retryable: true)] }).Models[0].Metrics;

        Assert.Equal("hiss=0.1 failed: out of memory", figures["robustness/levels@hiss"].Note);
        Assert.Equal(0.25, figures["robustness/accuracy@hiss=2"].Value);
    }

    private static EvaluationRun Run(ModelRun model) => Runs.Of(model) with { Sweeps = [Sweep], SweepMetrics = [new StubLevels()] };

    [Plugin("levels", Source = "test")]
    private sealed record StubLevels : ISweepMetric
    {
        public MetricInfo Info { get; } = new("Sum of the levels", "level", 0, double.PositiveInfinity, ScoreDirection.Neither, "test");

        public Estimate Compute(SweepTable sweep, Intervals intervals) => Estimate.Exact(sweep.Levels.Sum());
    }
}
