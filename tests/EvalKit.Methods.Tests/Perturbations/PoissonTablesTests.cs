using EvalKit.Core.Randomness;
using EvalKit.Methods.Perturbations;
using MathNet.Numerics.Distributions;

namespace EvalKit.Methods.Tests.Perturbations;

public class PoissonTablesTests
{
    [Theory]
    [InlineData(3, 1)]
    [InlineData(3, 255)]
    [InlineData(60, 100)]
    [InlineData(60, 255)]
    [InlineData(500, 240)]
    public void Counts_are_as_frequent_as_Poissons(int white, byte level)
    {
        const int Draws = 400_000;
        var mean = (double)(level / 255f) * white;
        var counts = new int[2 * (white + 50)];
        var random = new RandomStream(8);
        using var tables = new PoissonTables(white);
        for (var draw = 0; draw < Draws; draw++) counts[tables.Next(ref random, level)]++;
        for (var count = 0; count < counts.Length; count++)
        {
            // Five standard errors for hundreds of comparisons; where fewer than one is expected, no more than seven.
            var expected = Draws * Poisson.PMF(mean, count);
            Assert.Equal(expected, counts[count], expected < 1 ? 7 : 5 * Math.Sqrt(expected));
        }
    }

    [Fact]
    public void A_level_of_0_counts_nothing_and_one_number_is_drawn_a_count()
    {
        var random = new RandomStream(3);
        var other = new RandomStream(3);
        using var tables = new PoissonTables(60);
        for (var draw = 0; draw < 100; draw++)
        {
            Assert.Equal(0, tables.Next(ref random, 0));
            _ = other.NextDouble();
        }

        Assert.Equal(other.NextBits(), random.NextBits());
    }
}
