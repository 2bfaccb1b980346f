using EvalKit.Core.Statistics;

namespace EvalKit.Core.Tests.Statistics;

public sealed class ResamplesTests
{
    [Fact]
    public void Draws_as_many_as_there_are()
    {
        var sums = new Resamples(1).Replicate(7, 50, weights => weights.ToArray().Sum(weight => weight));
        Assert.All(sums, sum => Assert.Equal(7, sum));
    }

    [Fact]
    public void Gives_the_same_to_everyone()
    {
        double[] values = [.. Enumerable.Range(0, 300).Select(i => Math.Sin(i))];
        var shared = new Resamples(3);
        var first = shared.Means(values, 100);
        Assert.Equal(first, shared.Means(values, 100));
        Assert.Equal(first, new Resamples(3).Means(values, 100));
        Assert.NotEqual(first, new Resamples(4).Means(values, 100));
    }

    /// <summary>Resamples too large to keep are drawn anew: 40,000 · 1,000 bytes are beyond what is kept.</summary>
    [Fact]
    public void Gives_the_same_whether_kept_or_not()
    {
        static double Third(ReadOnlySpan<byte> weights) => weights[2];
        var few = new Resamples(5).Replicate(40_000, 20, Third);
        var many = new Resamples(5).Replicate(40_000, 1_000, Third);
        Assert.Equal(few, many[..20]);
    }

    /// <summary>The means of resamples spread as s / √n, within about 3 standard errors of 1 / √(2 · 2,000).</summary>
    [Fact]
    public void Spreads_as_the_standard_error()
    {
        double[] values = [.. Enumerable.Range(0, 400).Select(i => i % 2 == 0 ? 1.0 : 0.0)];
        var means = new Resamples(0).Means(values, 2_000);
        var mean = means.Average();
        var deviation = Math.Sqrt(means.Average(value => (value - mean) * (value - mean)));
        Assert.InRange(deviation / (0.5 / Math.Sqrt(400)), 0.95, 1.05);
        Assert.InRange(mean, 0.498, 0.502);
    }

    [Fact]
    public void Sums_with_weights() => Assert.Equal(1 + (2 * 3) + (3 * 5) + (4 * 7) + (5 * 11), Resamples.WeightedSum([1, 2, 3, 4, 5], [1, 3, 5, 7, 11]));
}
