using EvalKit.Core.Randomness;
using EvalKit.Methods.Attributions.Segments;

namespace EvalKit.Methods.Tests.Attributions.Segments;

public sealed class ShapleyCoalitionsTests
{
    [Fact]
    public void Enumeration_gives_every_subset_once_beside_its_complement()
    {
        var coalitions = new bool[16 * 4];
        ShapleyCoalitions.Enumerate(coalitions, 4);
        var sets = Sets(coalitions, 4);
        Assert.Equal(0, sets[0]);
        Assert.Equal(Enumerable.Range(0, 16), sets.Order());
        for (var i = 0; i < 16; i += 2) Assert.Equal(15, sets[i] ^ sets[i + 1]);
    }

    [Fact]
    public void Subsets_are_drawn_with_the_shapley_kernel_each_with_its_complement()
    {
        const int Segments = 5;
        const int Pairs = 100_000;
        var coalitions = new bool[(2 + (2 * Pairs)) * Segments];
        ShapleyCoalitions.Draw(new RandomStream(3), coalitions, Segments);
        var sets = Sets(coalitions, Segments);
        Assert.Equal([0, 31], sets[..2]);
        for (var i = 0; i < sets.Length; i += 2) Assert.Equal(31, sets[i] ^ sets[i + 1]);

        // Sizes 1 to 4 have weights 1/4, 1/6, 1/6, 1/4, so probabilities 0.3, 0.2, 0.2, 0.3, shared by 5, 10, 10, 5 sets.
        double[] ofSize = [0, 0.3 / 5, 0.2 / 10, 0.2 / 10, 0.3 / 5];
        var counts = sets.Skip(2).Where((_, i) => i % 2 == 0).CountBy(set => set).ToDictionary();
        for (var set = 1; set < 31; set++)
        {
            var expected = Pairs * ofSize[int.PopCount(set)];
            Assert.InRange(counts[set], expected - (4.5 * Math.Sqrt(expected)), expected + (4.5 * Math.Sqrt(expected)));
        }
    }

    private static int[] Sets(bool[] coalitions, int segments) =>
    [
        .. coalitions.Chunk(segments).Select(row => Enumerable.Range(0, segments).Sum(j => row[j] ? 1 << j : 0)),
    ];
}
