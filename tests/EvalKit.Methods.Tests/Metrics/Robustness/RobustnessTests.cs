using EvalKit.Core.Metrics;
using EvalKit.Core.Models;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Planning;
using EvalKit.Core.Statistics;
using EvalKit.Methods.Metrics.Robustness;

namespace EvalKit.Methods.Tests.Metrics.Robustness;

public sealed class RobustnessTests
{
    // Labels are all 0. Clean: 3 of 4 right. Fog 1: 2 of 4, fog 3: 1 of 4; noise 1: 3 of 4.
    private static readonly RobustnessTable Small = new(
        Table(0, 0, 0, 1),
        [
            new(new Condition("fog", 1), PerturbationCategory.Weather, Table(0, 0, 1, 1)),
            new(new Condition("fog", 3), PerturbationCategory.Weather, Table(0, 1, 1, 1)),
            new(new Condition("noise", 1), PerturbationCategory.Noise, Table(0, 0, 1, 0)),
        ]);

    /// <summary>Fog (½ + ¼) / 2 = ⅜, noise ¾: each kind counts alike, so 9/16.</summary>
    [Fact]
    public void Mean_corrupted_accuracy_weighs_kinds_alike()
    {
        var estimate = new MeanCorruptedAccuracy().Compute(Small, Tables.Intervals);
        Assert.Equal(9.0 / 16, estimate.Value, 12);
        Assert.Equal(4, estimate.N);

        // By sample: 1; ¼ + ½; 0; 0 + ½.
        var values = new MeanCorruptedAccuracy().PerSample(Small);
        Assert.Equal([1, 0.75, 0, 0.5], values.Values.ToArray());
        var student = StudentMean.Of([1, 0.75, 0, 0.5], 0.95);
        Assert.Equal(student.Low, estimate.Low!.Value, 12);
    }

    [Fact]
    public void Relative_accuracy_divides_by_clean() =>
        Assert.Equal(9.0 / 16 / 0.75, new RelativeAccuracy().Compute(Small, Tables.Intervals).Value, 12);

    [Fact]
    public void Worst_kind_is_the_least() =>
        Assert.Equal(3.0 / 8, new WorstKindAccuracy().Compute(Small, Tables.Intervals).Value, 12);

    /// <summary>The least lower end of both, and the least upper end at 1 − 0.05 / 2.</summary>
    [Fact]
    public void Worst_kind_s_interval_makes_up_for_choosing()
    {
        var estimate = new WorstKindAccuracy().Compute(Small, Tables.Intervals);
        double[] fog = [1, 0.5, 0, 0], noise = [1, 1, 0, 1];
        Assert.Equal(Math.Min(StudentMean.Of(fog, 0.95).Low, StudentMean.Of(noise, 0.95).Low), estimate.Low!.Value, 12);
        Assert.Equal(Math.Min(StudentMean.Of(fog, 0.975).High, StudentMean.Of(noise, 0.975).High), estimate.High!.Value, 12);
    }

    /// <summary>Changes: fog 1 one of 4, fog 3 two of 4, noise two of 4 (one of them to the right class).</summary>
    [Fact]
    public void Prediction_change_rate_compares_with_clean_not_with_labels() =>
        Assert.Equal((((0.25 + 0.5) / 2) + 0.5) / 2, new PredictionChangeRate().Compute(Small, Tables.Intervals).Value, 12);

    [Fact]
    public void Samples_missing_in_a_condition_are_left_out_and_said()
    {
        var partial = Table(0, 0, 1) with { Samples = new[] { 0, 1, 3 }, Excluded = 1 };
        var table = new RobustnessTable(Table(0, 0, 0, 1), [new(new Condition("fog", 1), PerturbationCategory.Weather, partial)]);
        var estimate = new MeanCorruptedAccuracy().Compute(table, Tables.Intervals);
        Assert.Equal(2.0 / 3, estimate.Value, 12);
        Assert.Equal(3, estimate.N);
        Assert.StartsWith("1 samples", estimate.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void Clean_data_may_have_more_samples()
    {
        var table = new RobustnessTable(Table(0, 1, 0, 0, 0, 0), [new(new Condition("fog", 1), PerturbationCategory.Weather, Table(0, 1, 1, 0))]);
        Assert.Equal(0.5 / 0.75, new RelativeAccuracy().Compute(table, Tables.Intervals).Value, 12);
        Assert.Null(new MeanCorruptedAccuracy().Compute(table, Tables.Intervals).Note);
    }

    /// <summary>Losses 1 and 3 under fog, 5 under noise: (2 + 5) / 2. Calibration: one plain mean.</summary>
    [Fact]
    public void Calibration_under_shift_averages_over_conditions()
    {
        var table = new RobustnessTable(
            Probabilities(0.9f),
            [
                new(new Condition("fog", 1), PerturbationCategory.Weather, Probabilities(0.9f) with { Losses = new float[] { 1, 1 } }),
                new(new Condition("fog", 3), PerturbationCategory.Weather, Probabilities(0.8f) with { Losses = new float[] { 2, 4 } }),
                new(new Condition("noise", 1), PerturbationCategory.Noise, Probabilities(0.7f) with { Losses = new float[] { 5, 5 } }),
            ]);
        Assert.Equal(3.5, new MeanCorruptedLogLoss().Compute(table, Tables.Intervals).Value, 12);

        // All right: each condition's error is 1 − confidence, without chance in it.
        Assert.Equal((((0.1 + 0.2) / 2) + 0.3) / 2, new MeanCorruptedCalibrationError().Compute(table, Tables.Intervals).Value, 6);
    }

    private static PredictionTable Table(params int[] predictions) => Tables.OfPredictions(2, new int[predictions.Length], predictions);

    private static PredictionTable Probabilities(float confidence) =>
        Tables.OfProbabilities(2, [0, 0], [confidence, 1 - confidence, confidence, 1 - confidence]) with { Kind = ScoreKind.Probabilities };
}
