using EvalKit.Core.Errors;
using EvalKit.Core.Gates;
using EvalKit.Core.Gates.References;
using EvalKit.Core.Planning;
using EvalKit.Core.Reports;
using EvalKit.Core.Statistics;
using EvalKit.Core.Tests.Reports;

namespace EvalKit.Core.Tests.Gates;

public sealed class SequentialGatesTests
{
    private static readonly ModelRun Model = Runs.Model("new", 10, 500, i => i % 10 != 0) with { Sha256 = "0b" };

    [Fact]
    public void A_bound_is_that_of_a_confidence_sequence()
    {
        var values = Enumerable.Range(0, 500).Select(i => i % 10 == 0 ? 0.0 : 1).ToArray();
        var expected = BettingInterval.Of(values, 0, 1, 0.90, isAnytime: true);
        var result = Judge(Runs.Of(Model) with { Gates = [Runs.GateOf("performance/accuracy", min: 0.5)] });
        Assert.Equal((GateOutcome.Pass, expected), (result.Outcome, result.Evidence));
        Assert.True(expected.Low < Wilson.Of(450, 500, 0.90).Low);
    }

    /// <summary>Values of 0 and 1, of which none counts more than ½: those of a range of ½.</summary>
    [Fact]
    public void A_clipped_figure_has_the_bound_of_its_narrower_range()
    {
        var values = Enumerable.Range(0, 500).Select(i => i % 10 == 0 ? 0 : 0.5).ToArray();
        var result = Judge(Runs.Of(Model) with { Gates = [Runs.GateOf("performance/accuracy", min: 0.3) with { Clip = 0.5 }] });
        Assert.Equal(("performance/accuracy min 0.3 clip 0.5", GateOutcome.Pass), (result.Id, result.Outcome));
        Assert.Equal(BettingInterval.Of(values, 0, 0.5, 0.90, isAnytime: true), result.Evidence);
    }

    /// <summary>
    /// The reference run numbers samples as the data do; it is right where the new model is, but on the first 25 drawn, so that the
    /// paired differences are 1 there where the new one is right, and else 0.
    /// </summary>
    [Fact]
    public void A_reference_run_is_paired_in_the_order_of_drawing()
    {
        var plan = ReferenceFileTests.Plan("d0") with { Drawn = 1000 };
        var order = plan.Order()!;
        var old = Enumerable.Range(0, 1000).Select(order.InData).Select((sample, place) => (sample, Right: place >= 25 && place % 10 != 0)).OrderBy(one => one.sample).Select(one => one.Right).ToArray();
        var reference = ReferenceSaving.Of(Runs.Of(Runs.Model("old", 10, 1000, i => old[i])), plan with { Drawn = null }, GateScope.Kept([]));
        var gate = Runs.GateOf("performance/accuracy") with { NotWorseThan = "reference", Margin = 0.05 };
        var result = Judge(Runs.Of(Model) with { Reference = reference.FitTo(plan, "r.json"), Gates = [gate] });

        var differences = Enumerable.Range(0, 500).Select(i => i < 25 && i % 10 != 0 ? 1.0 : 0).ToArray();
        Assert.Equal(BettingInterval.Of(differences, -1, 1, 0.90, isAnytime: true), result.Evidence);
    }

    [Fact]
    public void A_run_that_stopped_by_itself_saves_samples_as_the_data_number_them()
    {
        var plan = ReferenceFileTests.Plan("d0") with { Drawn = 1000 };
        var saved = ReferenceSaving.Of(Runs.Of(Model), plan, GateScope.Kept([])).Models[0].Figures["performance/accuracy"].Unpack()!;
        Assert.Equal(Enumerable.Range(0, 500).Select(plan.Order()!.InData).Order(), saved.Samples.ToArray());
    }

    [Fact]
    public void Counts_are_judged_as_ever() =>
        Assert.Equal(GateOutcome.Pass, Judge(Runs.Of(Model) with { Gates = [Runs.GateOf("cost/parameters", max: 10)] }).Outcome);

    [Fact]
    public void Other_figures_are_refused_with_the_reason()
    {
        var run = Runs.Of(Model) with { PredictionMetrics = [new StubShare()], Order = new SampleOrder(7, 1000), Gates = [Runs.GateOf("performance/share-of-zero", min: 0)] };
        Assert.Equal(
            "fashion.yaml:31:5: a run until decided cannot judge 'performance/share-of-zero', which is no mean of values of samples; take accuracy, brier or mean-corrupted-accuracy instead, or run without --until-decided",
            Assert.Throws<UserException>(() => GateBounds.Check(run)).Message);
        var explained = Runs.Of(Model).WithRelevanceGain(true, "rise") with { Order = new SampleOrder(7, 1000), Gates = [Runs.GateOf("interpretability/relevance-gain", min: 0)] };
        Assert.Contains("on samples that depend on the models", Assert.Throws<UserException>(() => GateBounds.Check(explained)).Message, StringComparison.Ordinal);
    }

    private static GateResult Judge(EvaluationRun run) => Summary.OfGates(run with { Order = new SampleOrder(7, 1000) }).Gates[0];
}
