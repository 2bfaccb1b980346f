using EvalKit.Core.Perturbations;
using EvalKit.Core.Reports;
using EvalKit.Core.Statistics;

namespace EvalKit.Core.Tests.Reports;

public sealed class SummaryTests
{
    [Fact]
    public void Orders_models_by_size_then_name_and_keeps_the_unreadable_last()
    {
        var report = Summary.Of(Runs.Of(
            Runs.Model("b", 10, 4, _ => true) with { Cost = null },
            Runs.Model("large", 100, 4, _ => true),
            Runs.Model("z", 10, 4, _ => true),
            Runs.Model("a", 10, 4, _ => true)));
        Assert.Equal(["a", "z", "large", "b"], report.Models.Select(model => model.Name));
        Assert.Equal("the model could not be read", report.Models[3].Metrics["cost/macs"].Note);
    }

    [Fact]
    public void A_reference_model_is_seen_under_the_same_conditions()
    {
        var report = Summary.Of(Referenced("reference"));
        var model = report.Models.Single(model => model.Name == "m");
        Assert.Equal(
            [("robustness/lead", 2), ("robustness/lead@fog", 3), ("robustness/lead@fog:1", 1), ("robustness/lead@fog:3", 2), ("robustness/lead@snow", -1), ("robustness/lead@snow:1", -1)],
            model.Metrics.Where(figure => figure.Key.StartsWith("robustness/lead", StringComparison.Ordinal)).Select(figure => (figure.Key, (int)figure.Value.Value)));
        Assert.Equal(0, report.Models.Single(model => model.Name == "reference").Metrics["robustness/lead"].Value);
        Assert.Equal("of the reference model late snow:1 is missing", Why("late"));
        Assert.Equal("the reference model gone could not be opened", Why("gone"));
        Assert.Equal("no reference model: robustness.reference-model names one", Why(null));

        static string? Why(string? reference) => Summary.Of(Referenced(reference)).Models.Single(model => model.Name == "m").Metrics["robustness/lead"].Note;
    }

    private static EvaluationRun Referenced(string? reference) => Runs.Of(
        Model("m", 4, 3, 2),
        Model("reference", 3, 1, 3),
        Model("late", 1, 1, null)).WithConditions(
            ("fog", 1, PerturbationCategory.Weather), ("fog", 3, PerturbationCategory.Weather), ("snow", 1, PerturbationCategory.Weather)) with
    {
        ReferenceModel = reference,
        RobustnessMetrics = [new StubLead()],
    };

    private static ModelRun Model(string name, int mild, int strong, int? snow)
    {
        var model = Runs.Model(name, 10, 4, _ => true).Under("fog", 1, Runs.Predictions(4, i => i < mild)).Under("fog", 3, Runs.Predictions(4, i => i < strong));
        return snow is null ? model : model.Under("snow", 1, Runs.Predictions(4, i => i < snow));
    }

    [Fact]
    public void A_model_without_finite_scores_leaves_the_samples_of_the_others()
    {
        var report = Summary.Of(Runs.Of(
            Runs.Model("m", 10, 4, i => i < 3).Explained("rise", 4, i => (i, i + 1, i - 1)),
            (Runs.Model("nan", 10, 4, _ => true) with { Clean = Runs.Predictions(0, _ => true) }).Explained("rise", 4, _ => (double.NaN, double.NaN, double.NaN)))
            .WithRelevanceGain(true, "rise"));
        Assert.Equal((1, 3), (report.Models[0].Metrics["interpretability/relevance-gain"].Value, report.Models[0].Metrics["interpretability/relevance-gain"].N));
        Assert.Equal((false, 0), (report.Models[1].Metrics["interpretability/relevance-gain"].IsDefined, report.Models[1].Metrics["interpretability/relevance-gain"].N));
    }

    [Fact]
    public void A_model_without_finite_scores_has_no_figure_alone_either()
    {
        var report = Summary.Of(Runs.Of(
            (Runs.Model("nan", 10, 4, _ => true) with { Clean = Runs.Predictions(0, _ => true) }).Explained("rise", 4, _ => (double.NaN, double.NaN, double.NaN)))
            .WithRelevanceGain(true, "rise"));
        Assert.False(report.Models[0].Metrics["interpretability/relevance-gain"].IsDefined);
    }

    [Fact]
    public void Names_every_figure_by_axis_metric_and_condition()
    {
        var model = Runs.Model("m", 10, 4, i => i < 3)
            .Under("fog", 1, Runs.Predictions(4, i => i < 2))
            .Under("fog", 3, Runs.Predictions(4, i => i < 1))
            .Under("shot-noise", 1, Runs.Predictions(4, _ => true))
            .Explained("rise", 4, i => (i, i + 1, i - 1));
        var report = Summary.Of(Runs.Of(model)
            .WithConditions(("fog", 1, PerturbationCategory.Weather), ("fog", 3, PerturbationCategory.Weather), ("shot-noise", 1, PerturbationCategory.Noise))
            .WithRelevanceGain(true, "rise"));

        var values = report.Models[0].Metrics.ToDictionary(entry => entry.Key, entry => Math.Round(entry.Value.Value, 9));
        Assert.Equal(
            new Dictionary<string, double>
            {
                ["performance/accuracy"] = 0.75,
                ["robustness/accuracy@fog:1"] = 0.5,
                ["robustness/accuracy@fog:3"] = 0.25,
                ["robustness/accuracy@shot-noise:1"] = 1,
                ["robustness/accuracy@fog"] = 0.375,
                ["robustness/accuracy@shot-noise"] = 1,
                ["robustness/mean-corrupted-accuracy"] = 0.583333333, // the stub's plain mean over conditions
                ["robustness/mean-corrupted-accuracy@weather"] = 0.375,
                ["robustness/mean-corrupted-accuracy@noise"] = 1,
                ["interpretability/relevance-gain"] = 1, // samples 0 to 2 are classified correctly
                ["interpretability/relevance-gain@rise"] = 1,
                ["interpretability/relevance-gain@rise:mean"] = 2,
                ["interpretability/relevance-gain@rise:blur"] = 0,
                ["cost/parameters"] = 10,
                ["cost/macs"] = 10,
                ["cost/bytes"] = 10,
                ["cost/activations"] = 10,
            },
            values);
        Assert.Equal(report.Models[0].Metrics.Keys, report.Metrics.Keys);
        Assert.Equal(report.Metrics.Keys.Order(StringComparer.Ordinal), report.Metrics.Keys);
    }

    [Fact]
    public void A_failed_unit_is_a_gap_that_no_mean_hides()
    {
        var model = Runs.Model("m", 10, 4, _ => true).Under("fog", 1, Runs.Predictions(4, _ => true));
        var report = Summary.Of(Runs.Of(model)
            .WithConditions(("fog", 1, PerturbationCategory.Weather), ("fog", 3, PerturbationCategory.Weather), ("shot-noise", 1, PerturbationCategory.Noise)) with
        {
            Failures = [new("m", "fog:3", "out of memory", false)],
        });
        var metrics = report.Models[0].Metrics;
        Assert.True(metrics["robustness/accuracy@fog:1"].IsDefined);
        Assert.Equal("fog:3 failed: out of memory", metrics["robustness/accuracy@fog:3"].Note);
        Assert.Equal("fog:3 failed: out of memory", metrics["robustness/accuracy@fog"].Note);
        Assert.Equal("fog:3 failed: out of memory", metrics["robustness/mean-corrupted-accuracy"].Note);
        Assert.Equal("shot-noise:1 is missing", metrics["robustness/mean-corrupted-accuracy@noise"].Note);
        Assert.Equal(Standing.Unranked, report.Scorecard.Axes[1].Standings[0]);
    }

    [Theory]
    [InlineData("rise", "rise failed: out of memory")]
    [InlineData("rise/relevance-gain", "rise/relevance-gain failed: out of memory")]
    [InlineData("clean", "rise/relevance-gain is missing")]
    public void A_missing_explanation_says_which_unit_failed(string unit, string why)
    {
        var run = Runs.Of(Runs.Model("m", 10, 4, _ => true)).WithRelevanceGain(true, "rise") with
        {
            Failures = [new("m", unit, "out of memory", false), new("other", "rise", "not this", false)],
        };
        Assert.Equal(why, Summary.Of(run).Models[0].Metrics["interpretability/relevance-gain"].Note);
    }

    [Fact]
    public void A_method_that_refuses_a_model_is_a_finding_and_a_gap()
    {
        var refusing = Runs.Model("m", 10, 4, _ => true) with { Refusals = new Dictionary<string, string> { ["smoothgrad"] = "no rule for Scan", ["saliency"] = "no rule for Scan" } };
        var report = Summary.Of(Runs.Of(refusing).WithRelevanceGain(true, "saliency"));
        Assert.Equal("saliency cannot explain this model: no rule for Scan", report.Models[0].Metrics["interpretability/relevance-gain@saliency"].Note);
        Assert.Contains(new Finding(FindingLevel.Warning, "m", "saliency, smoothgrad cannot explain it: no rule for Scan"), report.Findings);
    }

    [Fact]
    public void Relevance_gain_is_taken_where_all_models_are_right_and_have_a_value()
    {
        // The first is right on 0 to 5, the second on 2 to 7; the second has no value for 3: 2, 4 and 5 remain.
        var first = Runs.Model("first", 1, 8, i => i < 6).Explained("rise", 8, i => (i, 0, 0));
        var second = Runs.Model("second", 2, 8, i => i >= 2).Explained("rise", 8, i => (i == 3 ? double.NaN : 10 * i, 0, 0));
        var common = Summary.Of(Runs.Of(first, second).WithRelevanceGain(true, "rise")).Models;
        Assert.Equal(11.0 / 3, common[0].Metrics["interpretability/relevance-gain@rise"].Value, 12);
        Assert.Equal(110.0 / 3, common[1].Metrics["interpretability/relevance-gain@rise"].Value, 12);
        Assert.Equal(3, common[0].Metrics["interpretability/relevance-gain@rise"].N);
        Assert.Contains("3 of 8 samples", common[0].Metrics["interpretability/relevance-gain@rise"].Note, StringComparison.Ordinal);

        var own = Summary.Of(Runs.Of(first, second).WithRelevanceGain(false, "rise")).Models;
        Assert.Equal(3.5, own[0].Metrics["interpretability/relevance-gain@rise"].Value, 12);
        Assert.Equal(10 * 25.0 / 7, own[1].Metrics["interpretability/relevance-gain@rise"].Value, 12);
        Assert.Equal("1 of 8 samples have no value: the attribution is constant", own[1].Metrics["interpretability/relevance-gain@rise"].Note);
    }

    [Fact]
    public void The_mean_over_methods_is_taken_sample_by_sample()
    {
        var model = Runs.Model("m", 1, 4, _ => true).Explained("rise", 4, i => (i, 0, 0)).Explained("lime", 4, i => (3 - i + (i == 0 ? 1 : 0), 0, 0));
        var estimate = Summary.Of(Runs.Of(model).WithRelevanceGain(true, "rise", "lime")).Models[0].Metrics["interpretability/relevance-gain"];
        var student = StudentMean.Of([2, 1.5, 1.5, 1.5], 0.95);
        Assert.Equal(1.625, estimate.Value, 12);
        Assert.Equal(student.Low, estimate.Low!.Value, 12);
    }

    [Fact]
    public void A_method_without_any_value_is_left_out_of_the_mean_and_says_why()
    {
        var model = Runs.Model("m", 1, 4, _ => true).Explained("rise", 4, i => (i, 0, 0)).Explained("lime", 4, _ => (double.NaN, 0, 0));
        var metrics = Summary.Of(Runs.Of(model).WithRelevanceGain(false, "rise", "lime")).Models[0].Metrics;
        Assert.Equal(1.5, metrics["interpretability/relevance-gain"].Value);
        Assert.Equal("without lime, which has none", metrics["interpretability/relevance-gain"].Note);
        Assert.False(metrics["interpretability/relevance-gain@lime"].IsDefined);
        Assert.Equal("4 of 4 samples have no value: the attribution is constant", metrics["interpretability/relevance-gain@lime"].Note);
    }

    [Fact]
    public void What_makes_figures_doubtful_is_found()
    {
        var constant = Runs.Model("constant", 1, 50, _ => true);
        constant = constant with { Clean = constant.Clean! with { Labels = Enumerable.Range(0, 50).Select(i => i % 2).ToArray() } };
        var chance = Runs.Model("chance", 2, 50, i => i % 2 == 0);
        var broken = Runs.Model("broken", 3, 50, i => i < 45);
        broken = broken with { Clean = broken.Clean! with { Excluded = 5 } };
        broken = broken.Under("fog", 1, Runs.Predictions(50, _ => true) with { Excluded = 2 });
        var report = Summary.Of(Runs.Of(constant, chance, broken).WithConditions(("fog", 1, PerturbationCategory.Weather)));
        Assert.Equal(
            [
                new(FindingLevel.Warning, null, "1 of 3 models is kept out of ranking, comparison, claims and gates: constant."),
                new(FindingLevel.Error, "constant", "It predicts class 0 for every one of 50 clean samples, which is an answer to none of them, so its figures are shown, but neither ranked, compared nor judged: do preprocessing and output fit the model?"),
                new(FindingLevel.Warning, "chance", "Its accuracy is not above chance (1 in 2): do preprocessing, labels and classes fit the model?"),
                new(FindingLevel.Error, "broken", "5 of 55 clean samples gave NaN or infinite scores and are left out."),
                new(FindingLevel.Error, "broken", "2 perturbed samples gave NaN or infinite scores and are left out (fog:1)."),
            ],
            report.Findings);
        Assert.Equal(Standing.Unranked, report.Scorecard.Axes[0].Standings[2]);
    }

    [Fact]
    public void The_same_run_in_another_order_gives_the_same_report()
    {
        ModelRun[] models = [.. Enumerable.Range(0, 5).Select(k => Runs.Model($"m{k}", 1 << k, 400, i => i % 10 > k % 3)
            .Under("fog", 1, Runs.Predictions(300, i => i % 7 > k % 3)).Under("fog", 3, Runs.Predictions(300, i => i % 5 > k % 3)))];
        EvaluationRun Run(IReadOnlyList<ModelRun> order) => Runs.Of(order).WithConditions(("fog", 1, PerturbationCategory.Weather), ("fog", 3, PerturbationCategory.Weather));
        var one = Summary.Of(Run(models));
        var other = Summary.Of(Run([.. models.Reverse()]));
        Assert.Equal(one.Answer, other.Answer);
        Assert.Equal(one.Models.SelectMany(model => model.Metrics), other.Models.SelectMany(model => model.Metrics));
        Assert.Equal(one.Scorecard.Axes.SelectMany(axis => axis.Standings), other.Scorecard.Axes.SelectMany(axis => axis.Standings));
    }
}
