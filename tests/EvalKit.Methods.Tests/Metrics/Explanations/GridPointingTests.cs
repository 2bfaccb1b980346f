using EvalKit.Core.Attributions;
using EvalKit.Core.Images;
using EvalKit.Methods.Attributions;
using EvalKit.Methods.Metrics.Explanations;
using EvalKit.Methods.Tests.Attributions;

namespace EvalKit.Methods.Tests.Metrics.Explanations;

public sealed class GridPointingTests
{
    // Two channels of one row of two pixels. A tile of class c has 1 at the c-th of its four numbers, and logits are 20 times the numbers.
    private static readonly ImageShape Tile = new(2, 1, 2);
    private static readonly LinearModel Model = new(Tile, [.. Enumerable.Range(0, 4).Select(OneHot)], new float[4], scale: 20);

    // The grid of 2 × 2 tiles is [2, 2, 4]: the larger model gives class 0 by the first channel of the cells' left pixels.
    private static readonly ImageShape Grid = new(2, 2, 4);

    // What shows class c is the c-th number of each cell.
    private static readonly float[][] Signs =
    [
        [1, 0, 1, 0, 1, 0, 1, 0, .. new float[8]],
        [0, 1, 0, 1, 0, 1, 0, 1, .. new float[8]],
        [.. new float[8], 1, 0, 1, 0, 1, 0, 1, 0],
        [.. new float[8], 0, 1, 0, 1, 0, 1, 0, 1],
    ];

    private static readonly float[] All = [.. Enumerable.Repeat(1f, 16)];

    [Fact]
    public void Attribution_of_every_class_in_its_own_cell_is_one()
    {
        Assert.Equal(1, Measure(Sees(Signs), new Tiles(1, 2, 3), 5, out var reason), 1e-6);
        Assert.Null(reason);
    }

    [Fact]
    public void Equal_attribution_of_all_cells_is_chance() => Assert.Equal(0.25, Measure(Sees(All, All, All, All), new Tiles(1, 2, 3), 5, out _), 1e-6);

    [Fact]
    public void Is_the_mean_over_the_classes_of_the_cells() =>
        Assert.Equal((1 + 1 + 0.25 + 0.25) / 4, Measure(Sees(Signs[0], Signs[1], All, All), new Tiles(1, 2, 3), 5, out _), 1e-6);

    [Fact]
    public void The_own_cell_is_drawn()
    {
        // Of class 0 only the upper left cell counts: the picture lies there in a quarter of the samples, else its cell has nothing.
        var sees = Sees([1, 1, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0], All, All, All);
        var values = Enumerable.Range(0, 400).Select(key => Measure(sees, new Tiles(1, 2, 3), (ulong)key, out _)).ToList();
        Assert.All(values, value => Assert.Contains(value, new[] { 0.75 / 4, 1.75 / 4 }));
        Assert.Equal(0.25, values.Average(value => (4 * value) - 0.75), 0.06);
    }

    [Fact]
    public void Says_why_there_is_none()
    {
        var sees = LinearModel.Random(Grid, 4, 1);
        Measure(sees, new Tiles(1, 2, 0), 5, out var few);
        Assert.Equal("the data have too few classes for a grid", few);
        Measure(sees, new Tiles(1, 2, 3) { Values = 0 }, 5, out var unknown);
        Assert.Equal("the model does not give every tile its class with confidence", unknown);
        Measure(null, new Tiles(1, 2, 3), 5, out var size);
        Assert.Equal("it takes one size", size);
        Measure(sees, null, 5, out var alone);
        Assert.Equal("there are no labelled pictures to put beside it", alone);
        Measure(Sees(All, All, All, new float[16]), new Tiles(1, 2, 3), 5, out var nowhere);
        Assert.Equal("the attribution of a class of the grid is nowhere positive, or not finite", nowhere);
    }

    private static LinearModel Sees(params float[][] weights) => new(Grid, weights, new float[4]);

    private static float[] OneHot(int place)
    {
        var values = new float[4];
        values[place] = 1;
        return values;
    }

    private static double Measure(LinearModel? larger, IReferencePictures? tiles, ulong key, out string? reason)
    {
        var value = new double[1];
        var request = Requests.Of(new VariableModel(Model, _ => null, _ => larger), [1, 0], OneHot(0), 0, new Occlusion(1, 1, Baseline: 0), key, tiles);
        reason = new GridPointing().Measure(request, value, default);
        return value[0];
    }

    private sealed class Tiles(params int[] labels) : IReferencePictures
    {
        public float Values { get; init; } = 1;

        public int Count => labels.Length;

        public int? Label(int index) => labels[index];

        public void Read(int index, Span<float> picture)
        {
            picture.Clear();
            picture[labels[index]] = Values;
        }
    }
}
