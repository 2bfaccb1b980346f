using EvalKit.Core.Statistics;

namespace EvalKit.Core.Tests.Statistics;

public sealed class IntervalsTests
{
    private static readonly Intervals Usual = new(0.95, new Resamples(0));

    [Fact]
    public void A_proportion_has_wilson_s()
    {
        var estimate = Usual.Proportion(81, 263);
        Assert.Equal(81.0 / 263, estimate.Value);
        Assert.Equal(0.2553, estimate.Low!.Value, 4);
        Assert.Equal(263, estimate.N);
    }

    [Fact]
    public void A_mean_of_few_samples_has_student_s()
    {
        var estimate = Usual.Mean(new double[] { 0.3, -0.1, 0.25, 0.4, 0.05, 0.2 });
        Assert.Equal(-0.0063408487, estimate.Low!.Value, 8);
        Assert.Equal(0.3730075154, estimate.High!.Value, 8);
    }

    /// <summary>For 1,000 values the percentiles lie near mean ± 1.96 s / √n.</summary>
    [Fact]
    public void A_mean_of_many_samples_has_percentiles_of_resamples()
    {
        double[] values = [.. Enumerable.Range(0, 1_000).Select(i => Math.Sin(i * 0.7))];
        var student = StudentMean.Of(values, 0.95);
        var estimate = Usual.Mean(values);
        Assert.Equal(student.Low, estimate.Low!.Value, 0.004);
        Assert.Equal(student.High, estimate.High!.Value, 0.004);

        // The 50th smallest and the 50th largest of 2,000.
        var means = new Resamples(0).Means(values, 2_000);
        Array.Sort(means);
        Assert.Equal(means[49], estimate.Low);
        Assert.Equal(means[^50], estimate.High);
    }

    [Fact]
    public void A_thin_tail_takes_more_resamples()
    {
        double[] values = [.. Enumerable.Range(0, 250).Select(i => Math.Sin(i * 0.7))];
        var means = new Resamples(0).Means(values, 20_000);
        Array.Sort(means);
        Assert.Equal(means[19], Usual.At(0.998).Mean(values).Low);
    }

    [Fact]
    public void Equal_values_say_nothing_of_the_spread()
    {
        var estimate = Usual.Mean(new double[] { 1, 1, 1 });
        Assert.Equal(1, estimate.Value);
        Assert.Null(estimate.Low);
        Assert.NotNull(estimate.Note);
    }

    [Fact]
    public void What_is_not_defined_is_missing()
    {
        Assert.False(Usual.Mean(ReadOnlyMemory<double>.Empty).IsDefined);
        Assert.False(Usual.Mean(new double[] { 1, double.NaN }).IsDefined);
        Assert.False(Usual.Proportion(0, 0).IsDefined);
        Assert.False(Usual.Of(3, _ => double.NaN).IsDefined);
    }

    [Fact]
    public void A_statistic_has_no_interval_below_200_samples()
    {
        Assert.Null(Usual.Of(199, weights => weights[0]).Low);
        Assert.NotNull(Usual.Of(200, weights => weights[0]).Low);
    }
}
