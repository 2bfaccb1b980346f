using EvalKit.Core.Images;
using EvalKit.Methods.Attributions.Segments;

namespace EvalKit.Methods.Tests.Attributions.Segments;

public sealed class SegmentMapTests
{
    [Theory]
    [InlineData(28, 28, 49, 7, 7)]
    [InlineData(224, 224, 49, 7, 7)]
    [InlineData(20, 10, 50, 10, 5)]
    [InlineData(2, 2, 49, 2, 2)]
    [InlineData(1, 1, 2, 1, 1)]
    public void A_grid_is_of_equal_rectangles(int height, int width, int count, int rows, int columns)
    {
        var shape = new ImageShape(1, height, width);
        var map = SegmentMap.Create(Segmentation.Grid, new float[shape.Length], shape, count);
        Assert.Equal(rows * columns, map.Count);
        for (var i = 0; i < shape.Pixels; i++)
            Assert.Equal((i / width * rows / height * columns) + (i % width * columns / width), map.Labels[i]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Superpixels_follow_the_edge_between_two_colours(int channels)
    {
        // A bright disc on dark ground.
        var shape = new ImageShape(channels, 48, 64);
        var picture = new float[shape.Length];
        for (var i = 0; i < picture.Length; i++) picture[i] = InDisc(i % shape.Pixels) ? 0.9f : 0.2f;
        var map = SegmentMap.Create(Segmentation.Slic, picture, shape, 48);

        Assert.InRange(map.Count, 36, 60);
        Assert.Equal(Enumerable.Range(0, map.Count), map.Labels.Distinct().Order());
        foreach (var segment in Enumerable.Range(0, shape.Pixels).GroupBy(i => map.Labels[i]))
        {
            Assert.Single(segment.Select(InDisc).Distinct());
            Assert.Equal(segment.Count(), Reached(segment.ToHashSet(), shape.Width));
        }

        bool InDisc(int pixel)
        {
            var (y, x) = ((pixel / shape.Width) - 23, (pixel % shape.Width) - 30);
            return (y * y) + (x * x) < 200;
        }
    }

    [Fact]
    public void Superpixels_of_a_plain_picture_are_about_as_large_as_each_other()
    {
        var shape = new ImageShape(3, 60, 60);
        var map = SegmentMap.Create(Segmentation.Slic, Enumerable.Repeat(0.5f, shape.Length).ToArray(), shape, 36);
        Assert.Equal(36, map.Count);
        Assert.All(map.Sizes(), size => Assert.InRange(size, 64, 144));
    }

    [Fact]
    public void Small_pieces_join_what_they_touch()
    {
        int[] labels =
        [
            0, 0, 0, 1,
            0, 2, 0, 1,
            0, 0, 0, 1,
            3, 3, 1, 1,
        ];
        var map = ConnectedSegments.Create(labels, new ImageShape(1, 4, 4), smallest: 3);
        Assert.Equal(2, map.Count);
        Assert.Equal([0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 1], map.Labels);
    }

    [Fact]
    public void A_segment_is_filled_by_its_own_mean()
    {
        var destination = new float[8];
        new SegmentMap([0, 1, 1, 0], 2).FillMeans([1, 2, 4, 3, 0, 0, 1, 0], destination);
        Assert.Equal([2, 3, 3, 2, 0, 0.5f, 0.5f, 0], destination);
    }

    // The number of pixels of a segment that can be reached from its first one without leaving it.
    private static int Reached(HashSet<int> segment, int width)
    {
        var queue = new Queue<int>([segment.First()]);
        var seen = new HashSet<int>(queue);
        while (queue.TryDequeue(out var pixel))
        {
            int[] neighbours = [pixel % width > 0 ? pixel - 1 : -1, pixel % width < width - 1 ? pixel + 1 : -1, pixel - width, pixel + width];
            foreach (var neighbour in neighbours.Where(segment.Contains))
            {
                if (seen.Add(neighbour)) queue.Enqueue(neighbour);
            }
        }

        return seen.Count;
    }
}
