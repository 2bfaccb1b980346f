using EvalKit.Core.Metrics;
using EvalKit.Core.Statistics;

namespace EvalKit.Core.Tests.Statistics;

public sealed class PairedTestTests
{
    private static readonly Resamples Resamples = new(0);

    [Fact]
    public void Proportions_are_tested_by_their_discordant_samples()
    {
        // 1 sample for the first, 7 for the second, 13 alike.
        var first = Values(21, i => i == 0 || i >= 8 ? 1 : 0);
        var second = Values(21, i => i is >= 1 and < 8 || i >= 8 ? 1 : 0);
        Assert.Equal(Tango.PValue(1, 7), PairedTest.PValue(first, second, Resamples));
    }

    [Fact]
    public void Few_means_are_tested_by_student_s()
    {
        double[] differences = [0.3, -0.1, 0.25, 0.4, 0.05, 0.2];
        var first = Values(6, i => 2 + differences[i]);
        Assert.Equal(0.0555239812, PairedTest.PValue(first, Values(6, _ => 2), Resamples), 8);
    }

    /// <summary>Alternating differences of mean 0.1 and deviation 1: z = 0.1 · √400 = 2, so p is near 0.0455.</summary>
    [Fact]
    public void Many_means_are_tested_by_resampling()
    {
        var first = Values(400, i => 0.1 + (i % 2 == 0 ? 1 : -1));
        var p = PairedTest.PValue(first, Values(400, _ => 0), Resamples);
        Assert.Equal(0.0455, p, 0.01);
        Assert.Equal(p, PairedTest.PValue(Values(400, _ => 0), first, Resamples), 12);
    }

    [Fact]
    public void Only_common_samples_count()
    {
        var first = new SampleValues(new[] { 0, 1, 2, 3 }, new double[] { 1, 1, 0, 0 });
        var second = new SampleValues(new[] { 2, 3, 4, 5 }, new double[] { 0, 0, 1, 1 });
        Assert.Equal(1, PairedTest.PValue(first, second, Resamples));
    }

    private static SampleValues Values(int n, Func<int, double> value) =>
        new(Enumerable.Range(0, n).ToArray(), Enumerable.Range(0, n).Select(value).ToArray());
}
