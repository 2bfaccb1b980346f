using EvalKit.Core.Perturbations;
using EvalKit.Core.Reports;

namespace EvalKit.Core.Tests.Reports;

/// <summary>A model whose figures can be computed but measure nothing: they are shown, and decide nothing.</summary>
public sealed class DistrustTests
{
    private const string Accuracy = "performance/accuracy";

    private static readonly ModelRun Good = Runs.Model("good", 1, 100, i => i < 80);
    private static readonly ModelRun Perfect = Runs.Model("perfect", 2, 100, _ => true);

    [Theory]
    [InlineData(false, 0, "two identical calls of the model gave different scores", "Two identical calls gave different scores")]
    [InlineData(true, 0.31, "the scores of a sample depend on the other samples of its batch", "by up to 31.0 % of their range")]
    public void A_model_whose_scores_are_not_its_own_is_neither_ranked_nor_passes_a_gate(bool repeatable, double difference, string why, string message)
    {
        var report = Summary.Of(Gated(Good, Perfect with { Behaviour = new(repeatable, difference) }));
        Assert.Equal((1.0, why), (report.Models[1].Metrics[Accuracy].Value, report.Models[1].Metrics[Accuracy].Note));
        Assert.Equal([Standing.Best, Standing.Unranked], report.Scorecard.Axes[0].Standings);
        Assert.Equal([GateOutcome.Pass, GateOutcome.Fail], report.Gates.Select(gate => gate.Outcome));
        Assert.Equal("not judged: " + why, report.Gates[1].Reason);
        Assert.Contains(report.Findings, finding => finding is { Level: FindingLevel.Error, Model: "perfect" } && finding.Message.Contains(message, StringComparison.Ordinal));
        Assert.Contains(new Finding(FindingLevel.Warning, null, "1 of 2 models is kept out of ranking, comparison, claims and gates: perfect."), report.Findings);
    }

    [Fact]
    public void Its_cost_is_its_own()
    {
        var report = Summary.Of(Runs.Of(Good, Perfect with { Behaviour = new(false, 0) }));
        Assert.Null(report.Models[1].Metrics["cost/parameters"].Note);
        Assert.Equal([Standing.Best, Standing.Worse], report.Scorecard.Axes[^1].Standings);
    }

    [Fact]
    public void A_small_dependence_on_the_batch_is_a_warning_and_no_more()
    {
        var report = Summary.Of(Gated(Good, Perfect with { Behaviour = new(true, 0.012) }));
        Assert.All(report.Gates, gate => Assert.Equal(GateOutcome.Pass, gate.Outcome));
        var finding = Assert.Single(report.Findings);
        Assert.Equal((FindingLevel.Warning, "perfect"), (finding.Level, finding.Model));
        Assert.Contains("1.2 %", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(30, 2, true)]
    [InlineData(29, 2, false)]
    [InlineData(30, 1, false)]
    public void One_class_for_every_sample_is_no_answer_where_there_are_others(int samples, int classes, bool isDistrusted)
    {
        var model = Runs.Model("one", 1, samples, _ => true);
        model = model with { Clean = model.Clean! with { Labels = Enumerable.Range(0, samples).Select(i => i < 3 ? 0 : i % classes).ToArray() } };
        var gate = Summary.Of(Gated(model)).Gates[0];
        Assert.Equal(isDistrusted, gate.Reason == "not judged: it predicts class 0 for every clean sample");
    }

    [Fact]
    public void Samples_without_an_answer_are_counted_by_what_they_lack()
    {
        var model = Good with { Clean = Good.Clean! with { Excluded = 5, UndecidedSamples = new[] { 1, 2 } } };
        model = model.Under("fog", 1, Runs.Predictions(9, _ => true) with { Excluded = 1, UndecidedSamples = new[] { 1 } }).Under("fog", 3, Runs.Predictions(9, _ => true) with { Excluded = 4 });
        var report = Summary.Of(Gated(model).WithConditions(("fog", 1, PerturbationCategory.Weather), ("fog", 3, PerturbationCategory.Weather)));
        Assert.Equal(
            [
                "3 of 105 clean samples gave NaN or infinite scores and are left out.",
                "2 of 105 clean samples gave every class the same score and are left out.",
                "4 perturbed samples gave NaN or infinite scores and are left out (fog:3).",
                "1 perturbed samples gave every class the same score and are left out (fog:1).",
            ],
            report.Findings.Select(finding => finding.Message));
        Assert.All(report.Findings, finding => Assert.Equal(FindingLevel.Error, finding.Level));
        var accuracy = report.Models[0].Metrics[Accuracy];
        Assert.Equal((100, "5 of 105 samples left out: the scores of 3 are not finite, and of 2 every class has the same"), (accuracy.N, accuracy.Note));
        Assert.Equal(GateOutcome.Fail, report.Gates[0].Outcome);
    }

    [Fact]
    public void It_is_no_reference_for_others()
    {
        var reference = Perfect with { Behaviour = new(false, 0) };
        var run = Runs.Of(Good.Under("fog", 1, Runs.Predictions(100, i => i < 50)), reference.Under("fog", 1, Runs.Predictions(100, i => i < 50)))
            .WithConditions(("fog", 1, PerturbationCategory.Weather));
        run = run with { RobustnessMetrics = [new StubLead()], ReferenceModel = "perfect" };
        Assert.Equal(
            "of the reference model perfect: two identical calls of the model gave different scores",
            Summary.Of(run).Models[0].Metrics["robustness/lead"].Note);
    }

    private static EvaluationRun Gated(params ModelRun[] models) => Runs.Of(models) with { Gates = [Runs.GateOf(Accuracy, min: 0.4)] };
}
