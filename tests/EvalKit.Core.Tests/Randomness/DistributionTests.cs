using EvalKit.Core.Randomness;
using MathNet.Numerics.Distributions;

namespace EvalKit.Core.Tests.Randomness;

/// <summary>
/// The numbers drawn follow their distribution. Seeds are fixed, so the outcome is too; thresholds are those of a
/// two-sided p-value of about 1e-4.
/// </summary>
public class DistributionTests
{
    private const int Draws = 400_000;
    private const double Quantile = 4;

    [Fact]
    public void Uniform_numbers_are_uniform()
    {
        var random = new RandomStream(1);
        var values = new float[Draws];
        random.FillUniform(values);
        Assert.InRange(values.Max(), 0.9999f, 0.9999999f);
        AssertMoments(values, mean: 0.5, variance: 1.0 / 12, fourth: 1.0 / 80);
        Assert.InRange(KolmogorovSmirnov(values, x => x), 0, 2.2);
    }

    [Fact]
    public void Normal_numbers_are_normal()
    {
        var random = new RandomStream(2);
        var values = new float[Draws];
        random.FillGaussian(values);
        AssertMoments(values, mean: 0, variance: 1, fourth: 3);
        Assert.InRange(KolmogorovSmirnov(values, x => Normal.CDF(0, 1, x)), 0, 2.2);

        // The ziggurat treats the tail beyond 3.654 apart: expected 103 numbers there, 25 beyond 4.
        AssertCount(values.Count(x => Math.Abs(x) > 3.6541528853610088), 2 * Normal.CDF(0, 1, -3.6541528853610088));
        AssertCount(values.Count(x => Math.Abs(x) > 4), 2 * Normal.CDF(0, 1, -4));
        AssertCount(values.Count(x => x > 3.8), Normal.CDF(0, 1, -3.8));
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(3)]
    [InlineData(9.99)]
    [InlineData(10)]
    [InlineData(12)]
    [InlineData(60)]
    [InlineData(500)]
    public void Poisson_numbers_are_Poisson(double mean)
    {
        var random = new RandomStream(3);
        var values = new float[Draws];
        for (var i = 0; i < values.Length; i++) values[i] = random.NextPoisson(mean);
        AssertMoments(values, mean, variance: mean, fourth: mean + (3 * mean * mean));

        var observed = values.GroupBy(x => (int)x).ToDictionary(group => group.Key, group => group.Count());
        var distribution = new Poisson(mean);
        AssertChiSquare(count => observed.GetValueOrDefault(count), distribution.Probability, (int)values.Max());
    }

    [Fact]
    public void Neighbouring_samples_are_independent()
    {
        // The correlation of n pairs has a standard error of 1/√n.
        const int Length = 20_000;
        var streams = Enumerable.Range(0, 8).Select(id =>
        {
            var random = new RandomStream(RandomStream.KeyOf(0, "gaussian-noise", 1, id.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            var values = new float[Length];
            random.FillGaussian(values);
            return values;
        }).ToArray();
        for (var i = 0; i < streams.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var correlation = streams[i].Zip(streams[j], (x, y) => (double)x * y).Sum() / Length;
                Assert.InRange(correlation * Math.Sqrt(Length), -Quantile, Quantile);
            }
        }
    }

    [Fact]
    public void Threads_and_order_change_nothing()
    {
        static float[] Draw(int id)
        {
            var random = new RandomStream(RandomStream.KeyOf(9, "shot-noise", 3, $"picture {id}"));
            var values = new float[200];
            random.FillGaussian(values);
            for (var i = 100; i < values.Length; i++) values[i] = random.NextPoisson(values[i] * values[i] * 30);
            return values;
        }

        var inOrder = Enumerable.Range(0, 64).Select(Draw).ToArray();
        var onThreads = new float[64][];
        Parallel.For(0, 64, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => onThreads[63 - i] = Draw(63 - i));
        Assert.Equal(inOrder, onThreads);
    }

    private static void AssertMoments(float[] values, double mean, double variance, double fourth)
    {
        var n = values.Length;
        var meanFound = values.Sum(x => (double)x) / n;
        var varianceFound = values.Sum(x => (x - mean) * (x - mean)) / n;
        Assert.InRange((meanFound - mean) / Math.Sqrt(variance / n), -Quantile, Quantile);
        Assert.InRange((varianceFound - variance) / Math.Sqrt((fourth - (variance * variance)) / n), -Quantile, Quantile);
    }

    private static void AssertCount(int found, double probability) =>
        Assert.InRange((found - (Draws * probability)) / Math.Sqrt(Draws * probability), -Quantile, Quantile);

    // √n times the largest distance of the distribution functions: above 2.2 with probability 1.2e-4.
    private static double KolmogorovSmirnov(float[] values, Func<double, double> distribution)
    {
        Array.Sort(values);
        var largest = 0.0;
        for (var i = 0; i < values.Length; i++)
        {
            var expected = distribution(values[i]);
            largest = Math.Max(largest, Math.Max(expected - ((double)i / Draws), ((i + 1.0) / Draws) - expected));
        }

        return largest * Math.Sqrt(Draws);
    }

    // Cells with fewer than ten expected draws are pooled.
    private static void AssertChiSquare(Func<int, int> observed, Func<int, double> probability, int largest)
    {
        var sum = 0.0;
        var cells = 0;
        var (pooledExpected, pooledObserved) = (0.0, 0);
        for (var count = 0; count <= largest + 1; count++)
        {
            var expected = Draws * probability(count);
            if (expected >= 10)
            {
                cells++;
                sum += (observed(count) - expected) * (observed(count) - expected) / expected;
            }
            else
            {
                pooledExpected += expected;
                pooledObserved += observed(count);
            }
        }

        if (pooledExpected >= 1)
        {
            cells++;
            sum += (pooledObserved - pooledExpected) * (pooledObserved - pooledExpected) / pooledExpected;
        }

        Assert.InRange(sum, 0, ChiSquared.InvCDF(cells - 1, 1 - 1e-4));
    }
}
