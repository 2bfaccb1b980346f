using EvalKit.Cli.Runs;
using EvalKit.Core.Images;

namespace EvalKit.Cli.Tests.Runs;

public class FourierGridTests
{
    [Fact]
    public void Frequencies_reach_half_a_side_with_0_in_the_middle()
    {
        var grid = new FourierGrid(new ImageShape(3, 8, 12), largest: null, step: 2);
        Assert.Equal(new ImageShape(1, 5, 7), grid.Shape);
        Assert.Equal((-4, -6), grid.At(0));
        Assert.Equal((0, 0), grid.At(17));
        Assert.Equal((4, 6), grid.At(34));
        Assert.Equal((0, 2), grid.At(18));
    }

    [Fact]
    public void One_half_and_its_opposites_are_all()
    {
        var grid = new FourierGrid(new ImageShape(1, 28, 28), largest: 3, step: 1);
        Assert.Equal(new ImageShape(1, 7, 7), grid.Shape);
        Assert.Equal(Enumerable.Range(0, 49), grid.Half.Concat(grid.Half.Select(grid.Opposite)).Distinct().Order());
        foreach (var place in grid.Half)
        {
            var (down, across) = grid.At(place);
            Assert.True(down >= 0);
            Assert.Equal((-down, -across), grid.At(grid.Opposite(place)));
        }
    }

    [Fact]
    public void Bands_are_thirds_of_the_larger_frequency()
    {
        var grid = new FourierGrid(new ImageShape(1, 12, 12), largest: null, step: 1);
        Assert.Equal(0, grid.Band(Place(0, 0)));
        Assert.Equal(0, grid.Band(Place(1, -1)));
        Assert.Equal(1, grid.Band(Place(-2, 0)));
        Assert.Equal(1, grid.Band(Place(0, 3)));
        Assert.Equal(2, grid.Band(Place(1, -4)));
        Assert.Equal(2, grid.Band(Place(6, 6)));

        static int Place(int down, int across) => ((down + 6) * 13) + across + 6;
    }
}
