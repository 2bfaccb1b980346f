using EvalKit.Core.Metrics;
using EvalKit.Methods.Metrics.Calibration;
using EvalKit.Methods.Metrics.Performance;

namespace EvalKit.Methods.Tests.Metrics.Performance;

public sealed class PerformanceByHandTests
{
    /// <summary>Recall 3/3 and 0/1: balanced ½ where plain accuracy is ¾. F₁ is 6/7 and 0.</summary>
    [Fact]
    public void Balanced_accuracy_and_macro_f1_weigh_classes_alike()
    {
        var table = Tables.OfPredictions(3, [0, 0, 0, 1], [0, 0, 0, 0]);
        Assert.Equal(0.75, new Accuracy().Compute(table, Tables.Intervals).Value);
        Assert.Equal(0.5, new BalancedAccuracy().Compute(table, Tables.Intervals).Value);
        Assert.Equal(3.0 / 7, new MacroF1().Compute(table, Tables.Intervals).Value, 12);
    }

    [Fact]
    public void Top_five_takes_the_first_of_equal_scores()
    {
        // Classes 0 to 5 tie: the first five are in, the sixth is not.
        float[] scores = [1, 1, 1, 1, 1, 1, 0];
        var table = Tables.OfLogits(7, [4, 5, 6, 0], [.. scores, .. scores, .. scores, .. scores]);
        Assert.Equal(0.5, new TopFiveAccuracy().Compute(table, Tables.Intervals).Value);
    }

    [Fact]
    public void Top_five_needs_more_than_five_classes() =>
        Assert.False(new TopFiveAccuracy().Compute(GeneratedPredictions.Table, Tables.Intervals).IsDefined);

    /// <summary>(0.3² + 0.3²) and (0.6² + 0.6²), halved.</summary>
    [Fact]
    public void Brier_sums_over_classes()
    {
        var table = Tables.OfProbabilities(2, [0, 1], [0.7f, 0.3f, 0.6f, 0.4f]);
        Assert.Equal((0.18 + 0.72) / 2, new Brier().Compute(table, Tables.Intervals).Value, 7);
    }

    [Fact]
    public void A_probability_of_zero_is_said()
    {
        var table = Tables.OfProbabilities(2, [0, 1], [0.5f, 0.5f, 1, 0]);
        var estimate = new LogLoss().Compute(table, Tables.Intervals);
        Assert.Equal((Math.Log(2) + (149 * Math.Log(2))) / 2, estimate.Value, 6);
        Assert.Contains("1 samples", estimate.Note, StringComparison.Ordinal);
    }

    /// <summary>Most confident first: right, wrong, right. Risks 0, ½, ⅓.</summary>
    [Fact]
    public void Risk_coverage_area_averages_the_risks()
    {
        var table = Tables.OfProbabilities(2, [0, 1, 0], [0.9f, 0.1f, 0.8f, 0.2f, 0.7f, 0.3f]);
        Assert.Equal(5.0 / 18, new RiskCoverageArea().Compute(table, Tables.Intervals).Value, 12);
    }

    /// <summary>Two samples alike, one wrong: in a random order the risk is ½ at both.</summary>
    [Fact]
    public void Risk_coverage_area_is_expected_over_orders_of_ties()
    {
        var table = Tables.OfProbabilities(2, [0, 1], [0.9f, 0.1f, 0.9f, 0.1f]);
        Assert.Equal(0.5, new RiskCoverageArea().Compute(table, Tables.Intervals).Value, 12);
    }

    [Fact]
    public void A_digest_of_the_scores_serves_all_but_what_needs_every_class()
    {
        // The first is wrong (its label is the sixth largest), the second right.
        var table = Tables.OfPredictions(7, [0, 1], [1, 1]) with
        {
            Digest = new ScoreDigest(new[] { 0.6f, 0.9f }, new[] { 1.25, 0.25 }, new[] { 5, 0 }),
        };

        Assert.Equal(0.75, new Brier().Compute(table, Tables.Intervals).Value);
        Assert.Equal(0.5, new TopFiveAccuracy().Compute(table, Tables.Intervals).Value);
        // The surer one is right, so the risk is 0 and then 1/2.
        Assert.Equal(0.25, new RiskCoverageArea().Compute(table, Tables.Intervals).Value);
        Assert.False(new Auroc().Compute(table, Tables.Intervals).IsDefined);
        Assert.False(new TemperedLogLoss().Compute(table, Tables.Intervals).IsDefined);
        Assert.False(new TemperedCalibrationError().Compute(table, Tables.Intervals).IsDefined);
    }
}
