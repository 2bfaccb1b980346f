using EvalKit.Core.Metrics;
using EvalKit.Core.Models;
using EvalKit.Core.Randomness;
using EvalKit.Core.Statistics;
using EvalKit.Methods.Metrics.Robustness;
using MathNet.Numerics.Distributions;

namespace EvalKit.Methods.Tests.Metrics.Robustness;

public sealed class NoiseToleranceTests
{
    /// <summary>
    /// Ten samples of four classes at levels 1, 2, 4; right on all, 8 and 2 of them, 10 when clean. A target of ½ is half-way
    /// from 0.8 to 0.2, at 2 · 2^½; the relative one, (1 + ¼) / 2 = 0.625, at 2 · 2^(0.175 / 0.6).
    /// </summary>
    [Fact]
    public void Is_where_accuracy_falls_to_the_target()
    {
        var sweep = new SweepTable(Right(10, 10), [1, 2, 4], [Right(10, 10), Right(10, 8), Right(10, 2)], 0.5);
        var common = new NoiseTolerance().Compute(sweep, Tables.Intervals);
        Assert.Equal(2 * Math.Sqrt(2), common.Value, 12);
        Assert.Equal((null, null, 10L, "no interval: too few samples"), (common.Low, common.High, common.N, common.Note));
        Assert.Equal(2 * Math.Pow(2, 0.175 / 0.6), new RelativeNoiseTolerance().Compute(sweep, Tables.Intervals).Value, 12);
    }

    [Theory]
    [InlineData(10, 8, 0.5, "above 4, the highest level tried: accuracy is 80.0 % there, the target 50.0 %")]
    [InlineData(4, 2, 0.5, "below 1, the lowest level tried: accuracy is 40.0 % there, the target 50.0 %")]
    [InlineData(4, 2, 0.95, "no level: accuracy on clean data, 90.0 %, is not above the target, 95.0 %")]
    public void Outside_the_grid_nothing_is_extrapolated(int first, int last, double target, string note)
    {
        var estimate = new NoiseTolerance().Compute(new SweepTable(Right(10, 9), [1, 2, 4], [Right(10, first), Right(10, first), Right(10, last)], target), Tables.Intervals);
        Assert.Equal(new Estimate(double.NaN, null, null, 10, note), estimate);
    }

    [Fact]
    public void An_interval_that_reaches_beyond_the_grid_is_not_given()
    {
        // 495 of 1,000 at the last level: a resample has more than half with a chance of 37 %.
        var estimate = new NoiseTolerance().Compute(new SweepTable(Right(1000, 1000), [1, 2], [Right(1000, 900), Right(1000, 495)], 0.5), Tables.Intervals);
        Assert.Equal(Math.Pow(2, 400.0 / 405), estimate.Value, 12);
        Assert.Equal((null, null, "no interval: it reaches beyond the levels tried"), (estimate.Low, estimate.High, estimate.Note));
    }

    [Fact]
    public void Samples_without_finite_scores_at_a_level_are_left_out_and_said()
    {
        var partial = Right(10, 8) with { Samples = Enumerable.Range(0, 9).ToArray(), Labels = new int[9], Predictions = new int[9], Losses = new float[9], Excluded = 1 };
        var estimate = new NoiseTolerance().Compute(new SweepTable(Right(10, 10), [1, 2], [partial, Right(10, 3)], 0.5), Tables.Intervals);
        Assert.Equal((9L, "1 samples that lack finite scores at some level left out"), (estimate.N, estimate.Note));
        Assert.Equal(Math.Pow(2, 0.5 / (1 - (3 / 9.0))), estimate.Value, 12);
    }

    /// <summary>
    /// A model whose accuracy has a closed form: sample i is right while σ · z_i stays below its margin, so accuracy is
    /// Φ(margin / σ), and falls to 0.75 at σ = margin / Φ⁻¹(0.75). The mean over many data sets must meet it within the standard
    /// error, which bounds the bias of interpolating over the default grid, and 95 % of the intervals must hold it.
    /// </summary>
    [Fact]
    public void Agrees_with_a_closed_form_and_its_interval_covers()
    {
        const double Margin = 0.2;
        const int Sets = 200, Samples = 400;
        var truth = Margin / Normal.InvCDF(0, 1, 0.75);
        double[] levels = [.. Enumerable.Range(0, 13).Select(i => 0.02 * Math.Pow(2, i / 2.0))];
        var estimates = new Estimate[Sets];
        Parallel.For(0, Sets, set =>
        {
            var noise = new double[Samples];
            var random = new RandomStream((ulong)set);
            for (var i = 0; i < noise.Length; i++) noise[i] = random.NextGaussian();
            var tables = levels.Select(level => Table([.. noise.Select(z => level * z < Margin)]));
            var sweep = new SweepTable(Right(Samples, Samples), levels, [.. tables], 0.75);
            estimates[set] = new NoiseTolerance().Compute(sweep, new Intervals(0.95, new Resamples(1)));
        });

        var mean = estimates.Average(estimate => Math.Log(estimate.Value));
        var deviation = Math.Sqrt(estimates.Average(estimate => Math.Pow(Math.Log(estimate.Value) - mean, 2)));
        Assert.Equal(Math.Log(truth), mean, 4 * deviation / Math.Sqrt(Sets));
        Assert.InRange(estimates.Count(estimate => estimate.Low <= truth && truth <= estimate.High), 180, 198);
    }

    private static PredictionTable Right(int samples, int right) => Table([.. Enumerable.Range(0, samples).Select(i => i < right)]);

    private static PredictionTable Table(bool[] right) => new(
        Enumerable.Range(0, right.Length).ToArray(), new int[right.Length], right.Select(one => one ? 0 : 1).ToArray(), new float[right.Length], default, 4, ScoreKind.Logits);
}
