using EvalKit.Core.Configuration;
using EvalKit.Core.Errors;
using EvalKit.Core.Gates;
using EvalKit.Core.Gates.References;
using EvalKit.Core.Reports;
using EvalKit.Core.Statistics;
using EvalKit.Core.Tests.Reports;

namespace EvalKit.Core.Tests.Gates;

public sealed class ComparingGateTests
{
    // Of 1,000 samples only the old one is right on 20, only the new one on 10.
    private static readonly ModelRun Old = Model("old", "0a", i => i >= 80 || i is >= 40 and < 60);
    private static readonly ModelRun New = Model("new", "0b", i => i >= 70 && i is < 200 or >= 220);

    /// <summary>Counts by hand: right are old 40–59 and 80–999, new 70–199 and 220–999; so only old 40, only new 10.</summary>
    [Fact]
    public void Not_worse_compares_in_pairs_by_tangos_bound()
    {
        var (low, high) = Tango.Of(10, 40, 1000, 0.90);
        Assert.Equal(GateOutcome.Pass, Versus(NotWorse(margin: -low + 1e-9)).Outcome);
        Assert.Equal(GateOutcome.Inconclusive, Versus(NotWorse(margin: -low - 1e-9)).Outcome);
        Assert.Equal(GateOutcome.Inconclusive, Versus(NotWorse(margin: -high + 1e-9)).Outcome);
        Assert.Equal(GateOutcome.Fail, Versus(NotWorse(margin: -high - 1e-9)).Outcome);
    }

    [Fact]
    public void Says_what_was_compared()
    {
        var result = Versus(NotWorse(margin: 0.05));
        Assert.Equal("performance/accuracy not-worse-than reference margin 0.05", result.Id);
        Assert.Equal((-0.03, -0.05), (result.Value, result.Bound));
        Assert.Equal("reference:old", result.Comparison!.Against);
        Assert.Equal((0.91, 0.94), (result.Comparison.Own, result.Comparison.Other));
    }

    [Fact]
    public void Better_must_be_shown()
    {
        Assert.Equal(GateOutcome.Fail, Versus(Better()).Outcome);
        Assert.Equal(GateOutcome.Pass, Judge(Saved(New), Old, Better())[0].Outcome);
        var even = Model("even", "0c", i => i >= 80 || i is >= 20 and < 40);
        Assert.Equal(GateOutcome.Inconclusive, Judge(Saved(Old), even, Better())[0].Outcome);
    }

    [Fact]
    public void The_same_file_is_equal_by_identity()
    {
        Assert.Equal(GateOutcome.Pass, Judge(Saved(Old), Old, NotWorse(margin: 1e-6))[0].Outcome);
        Assert.Equal(GateOutcome.Fail, Judge(Saved(Old), Old, Better())[0].Outcome);
        var failed = Old with { Clean = null };
        Assert.Equal(GateOutcome.Fail, Judge(Saved(Old), failed, NotWorse(margin: 1e-6))[0].Outcome);
    }

    /// <summary>Another file whose every answer is the same passes only a margin that the samples can tell: z² / (n + z²) by Tango.</summary>
    [Fact]
    public void Another_file_with_equal_answers_needs_enough_samples()
    {
        const double Z = 1.6448536269514722;
        var same = Old with { Sha256 = "0c" };
        Assert.Equal(GateOutcome.Pass, Judge(Saved(Old), same, NotWorse(margin: (Z * Z / (1000 + (Z * Z))) + 1e-6))[0].Outcome);
        Assert.Equal(GateOutcome.Inconclusive, Judge(Saved(Old), same, NotWorse(margin: (Z * Z / (1000 + (Z * Z))) - 1e-6))[0].Outcome);
    }

    [Fact]
    public void Other_samples_are_paired_on_the_common_ones()
    {
        var half = Old with { Clean = Runs.Predictions(500, i => i >= 80 || i is >= 40 and < 60) };
        var result = Judge(Saved(half), New, NotWorse(margin: 0.2))[0];
        Assert.Contains("paired on the 500 samples that both have, of 1,000 and 500", result.Reason, StringComparison.Ordinal);
        Assert.Equal(500, result.Evidence!.N);
    }

    [Fact]
    public void A_class_is_judged_on_its_samples()
    {
        var run = Runs.Of(WithLabels(New)) with { Gates = [Gate("performance/accuracy@class:1", min: 0.5), Gate("performance/accuracy@class:0", min: 0.5), Gate("performance/accuracy@class:7", min: 0.5)] };
        var results = Summary.Of(run).Gates;
        Assert.Equal((0.5, 20L), (results[0].Value, results[0].Evidence!.N));
        Assert.Equal((900.0 / 980, 980L), (results[1].Value, results[1].Evidence!.N));
        Assert.Equal((GateOutcome.Fail, "there is no figure: the part holds no sample"), (results[2].Outcome, results[2].Reason));
    }

    [Fact]
    public void A_slice_is_judged_on_its_samples()
    {
        var run = Runs.Of(New) with
        {
            Slices = new Dictionary<string, int[]> { ["night"] = [0, 1, 100, 101] },
            Gates = [Gate("performance/accuracy@slice:night", min: 0.1)],
        };
        Assert.Equal((0.5, 4L), (Summary.Of(run).Gates[0].Value, Summary.Of(run).Gates[0].Evidence!.N));
        var wrong = run with { Gates = [Gate("performance/accuracy@slice:nigth", min: 0.1)] };
        Assert.Contains("did you mean 'night'?", Assert.Throws<UserException>(() => GateBounds.Check(wrong)).Message, StringComparison.Ordinal);
    }

    /// <summary>The small model is better than the middle one and not told apart from the large one.</summary>
    [Fact]
    public void The_front_compares_with_every_model_that_costs_as_little()
    {
        ModelRun[] models =
        [
            Model("small", "01", i => i >= 80, 10), Model("middle", "02", i => i >= 200, 20), Model("large", "03", i => i >= 79, 30),
        ];
        var results = Summary.Of(Runs.Of(models) with { Gates = [Gate("performance/accuracy", front: "cost/parameters", margin: 0.01)] }).Gates;
        Assert.Equal([GateOutcome.Pass, GateOutcome.Fail, GateOutcome.Pass], results.Select(result => result.Outcome));
        Assert.Equal("no other model of the run has as little cost/parameters", results[0].Reason);
        Assert.StartsWith("beside small, the closest of 2: ", Summary.Of(Runs.Of(models) with { Gates = [Gate("performance/accuracy", models: "large", front: "cost/macs", margin: 0.01)] }).Gates[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_could_not_be_opened_fails()
    {
        var run = Runs.Of(New) with { Failures = [Failure.ToOpen("broken", "cut short")], Gates = [Gate("performance/accuracy", min: 0.5), Gate("performance/accuracy", models: "bro*", notWorse: "new", margin: 1)] };
        var results = Summary.Of(run).Gates;
        Assert.Equal([("new", GateOutcome.Pass), ("broken", GateOutcome.Fail), ("broken", GateOutcome.Fail)], results.Select(result => (result.Model, result.Outcome)));
        Assert.Equal("the model could not be opened: cut short", results[1].Reason);
    }

    [Fact]
    public void Counts_are_compared_exactly()
    {
        var larger = New with { Cost = New.Cost! with { Parameters = 1001 } };
        Assert.Equal(GateOutcome.Pass, Judge(Saved(Old), New, Gate("cost/parameters", notWorse: "reference"))[0].Outcome);
        Assert.Equal(GateOutcome.Fail, Judge(Saved(Old), larger, Gate("cost/parameters", notWorse: "reference"))[0].Outcome);
        Assert.Equal(GateOutcome.Pass, Judge(Saved(Old), larger, Gate("cost/parameters", notWorse: "reference", margin: 1))[0].Outcome);
    }

    [Fact]
    public void What_was_measured_is_compared_as_measured()
    {
        var measured = new Measurements(default, "m", [], new Dictionary<string, IReadOnlyDictionary<string, Core.Metrics.Estimate>>
        {
            ["new"] = new Dictionary<string, Core.Metrics.Estimate> { [Measurements.LatencyP95] = new(5, 4, 6, 100) },
        });
        var run = Runs.Of(New) with { Measured = measured, Gates = [Gate(Measurements.LatencyP95, max: 5), Gate(Measurements.LatencyP95, max: 4.9), Gate(Measurements.PeakMemory, max: 1e9)] };
        Assert.Equal([GateOutcome.Pass, GateOutcome.Fail, GateOutcome.Fail], Summary.Of(run).Gates.Select(result => result.Outcome));
        Assert.Contains("was not measured", Summary.Of(run).Gates[2].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reference_that_perturbed_otherwise_never_passes()
    {
        var reference = Saved(Old);
        var odd = reference with { Models = [.. reference.Models.Select(model => model with { Figures = model.Figures.ToDictionary(one => one.Key, one => one.Value with { Mismatch = "it was otherwise" }) })] };
        var result = Judge(odd, New, NotWorse(margin: 0.5))[0];
        Assert.Equal((GateOutcome.Fail, "not judged: of reference:old: it was otherwise"), (result.Outcome, result.Reason));
    }

    [Theory]
    [InlineData("reference:odl", "fashion.yaml:31:5: the reference run has no model 'odl' (allowed: old)")]
    [InlineData("nwe", "fashion.yaml:31:5: the gate compares with 'nwe', which is no model of the run (allowed: reference, new); did you mean 'new'?")]
    public void A_model_to_compare_with_must_exist(string other, string message) =>
        Assert.Equal(message, Assert.Throws<UserException>(() => Judge(Saved(Old), New, Gate("performance/accuracy", notWorse: other, margin: 0.1))).Message);

    [Fact]
    public void Other_mistakes_are_said()
    {
        Assert.Contains("none is given", Refusal(null, NotWorse(0.1)), StringComparison.Ordinal);
        Assert.Contains("needs a margin above 0", Refusal(Saved(Old), NotWorse(0)), StringComparison.Ordinal);
        Assert.Contains("by min and max only", Refusal(Saved(Old), Gate("cost/latency-p50", better: "reference")), StringComparison.Ordinal);
        Assert.Contains("by a count of the cost axis", Refusal(Saved(Old), Gate("performance/accuracy", front: "performance/accuracy")), StringComparison.Ordinal);
        var share = Runs.Of(New) with { PredictionMetrics = [new StubShare()], Reference = Saved(Old), Gates = [Gate("performance/share-of-zero", notWorse: "reference", margin: 0.1)] };
        Assert.Contains("of 'performance/share-of-zero' neither more nor less is better", Assert.Throws<UserException>(() => GateBounds.Check(share)).Message, StringComparison.Ordinal);
        string Refusal(ReferenceRun? reference, GateConfig gate) => Assert.Throws<UserException>(() => GateBounds.Check(Runs.Of(New) with { Reference = reference, Gates = [gate] })).Message;
    }

    /// <summary>Where no value counts more than ½, only old 40 and only new 10 samples differ by ½ each.</summary>
    [Fact]
    public void Both_models_are_clipped()
    {
        var result = Versus(NotWorse(margin: 0.05) with { Clip = 0.5 });
        Assert.Equal((-0.015, 0.455, 0.47), (Math.Round(result.Value, 12), Math.Round(result.Comparison!.Own, 12), Math.Round(result.Comparison.Other, 12)));
        var share = Runs.Of(New) with { PredictionMetrics = [new StubShare()], Gates = [Gate("performance/share-of-zero", min: 0.1) with { Clip = 1 }] };
        Assert.EndsWith("so there is nothing to clip", Assert.Throws<UserException>(() => GateBounds.Check(share)).Message, StringComparison.Ordinal);
    }

    /// <summary>All that both runs have is compared, in pairs; a count exactly, and the same file not at all.</summary>
    [Fact]
    public void Changes_against_the_reference_run_are_told()
    {
        var changes = Summary.OfGates(Runs.Of(New with { Cost = New.Cost! with { Parameters = 900 } }) with { Reference = Saved(Old) }).Changes.ToDictionary(change => change.Metric);
        var accuracy = changes["performance/accuracy"];
        var tango = Tango.Of(10, 40, 1000, 0.95);
        Assert.Equal(("new", "old", 0.91, 0.94), (accuracy.Model, accuracy.Against, accuracy.Own, accuracy.Other));
        Assert.Equal(new(-0.03, tango.Low, tango.High, 1000), accuracy.Difference);
        Assert.Equal((900.0, 1000.0, Core.Metrics.Estimate.Exact(-100)), (changes["cost/parameters"].Own, changes["cost/parameters"].Other, changes["cost/parameters"].Difference));
        Assert.All(Summary.OfGates(Runs.Of(Old) with { Reference = Saved(Old) }).Changes, change => Assert.Equal((0, 0, 0), (change.Difference.Value, change.Difference.Low, change.Difference.High)));
    }

    /// <summary>
    /// Accuracy 0.9 of 1,000 against 0.89: the lower one-sided bound lies 0.0167 below, so about (0.0167 / 0.01)² − 1 times as
    /// many more would do.
    /// </summary>
    [Fact]
    public void An_open_gate_says_how_many_more_samples_would_decide_it()
    {
        var model = Model("m", "01", i => i >= 100);
        var low = Wilson.Of(900, 1000, 0.90).Low;
        var result = Summary.Of(Runs.Of(model) with { Gates = [Gate("performance/accuracy", min: 0.89)] }).Gates[0];
        var more = 1000 * (Math.Pow((0.9 - low) / 0.01, 2) - 1);
        Assert.Equal((long)Math.Ceiling(more / 100) * 100, result.MoreSamples);
        Assert.EndsWith("about 1,800 more samples would pass it", result.Reason, StringComparison.Ordinal);
        Assert.Null(Summary.Of(Runs.Of(model) with { Gates = [Gate("performance/accuracy", min: 0.9)] }).Gates[0].MoreSamples);
    }

    private static ModelRun Model(string name, string sha, Func<int, bool> right, long parameters = 1000) => Runs.Model(name, parameters, 1000, right) with { Sha256 = sha };

    // The samples 190 to 209 are of class 1, which the model predicts where it is wrong: 200 to 209.
    private static ModelRun WithLabels(ModelRun model)
    {
        var labels = Enumerable.Range(0, 1000).Select(i => i is >= 190 and < 210 ? 1 : 0).ToArray();
        return model with { Clean = model.Clean! with { Labels = labels } };
    }

    private static ReferenceRun Saved(ModelRun model)
    {
        var plan = ReferenceFileTests.Plan("d0");
        return ReferenceSaving.Of(Runs.Of(model), plan, GateScope.Kept([]));
    }

    private static GateResult Versus(GateConfig gate) => Judge(Saved(Old), New, gate)[0];

    private static IReadOnlyList<GateResult> Judge(ReferenceRun reference, ModelRun model, params GateConfig[] gates) =>
        Summary.Of(Runs.Of(model) with { Reference = reference, Gates = gates }).Gates;

    private static GateConfig NotWorse(double margin) => Gate("performance/accuracy", notWorse: "reference", margin: margin);

    private static GateConfig Better() => Gate("performance/accuracy", better: "reference");

    private static GateConfig Gate(
        string metric, double? min = null, double? max = null, string? models = null, string? notWorse = null, string? better = null, string? front = null, double margin = 0) =>
        Runs.GateOf(metric, min, max, models) with { NotWorseThan = notWorse, BetterThan = better, OnParetoFront = front, Margin = margin };
}
