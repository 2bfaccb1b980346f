using EvalKit.Core.Images;

namespace EvalKit.Methods.Attributions.Segments;

/// <summary>The segments of a picture.</summary>
/// <param name="Labels">[height, width]: the segment of each pixel, from 0; none is empty.</param>
/// <param name="Count">The number of segments.</param>
internal sealed record SegmentMap(int[] Labels, int Count)
{
    /// <summary>Cuts a picture.</summary>
    /// <param name="segmentation">How.</param>
    /// <param name="picture">[channels, height, width].</param>
    /// <param name="shape">The picture's shape.</param>
    /// <param name="count">About how many segments are wanted.</param>
    public static SegmentMap Create(Segmentation segmentation, ReadOnlySpan<float> picture, ImageShape shape, int count) =>
        segmentation is Segmentation.Grid ? Grid(shape, count) : Slic.Segment(picture, shape, count);

    /// <summary>The number of pixels of each segment.</summary>
    public int[] Sizes()
    {
        var sizes = new int[Count];
        foreach (var label in Labels) sizes[label]++;
        return sizes;
    }

    /// <summary>Writes each segment's mean over its pixels, channel by channel.</summary>
    /// <param name="picture">[channels, height, width].</param>
    /// <param name="destination">Receives [channels, height, width].</param>
    public void FillMeans(ReadOnlySpan<float> picture, Span<float> destination)
    {
        var sizes = Sizes();
        var sums = new double[Count];
        for (var start = 0; start < picture.Length; start += Labels.Length)
        {
            Array.Clear(sums);
            for (var i = 0; i < Labels.Length; i++) sums[Labels[i]] += picture[start + i];
            for (var i = 0; i < Labels.Length; i++) destination[start + i] = (float)(sums[Labels[i]] / sizes[Labels[i]]);
        }
    }

    // As square as the count allows: its square root along each side of a square picture.
    private static SegmentMap Grid(ImageShape shape, int count)
    {
        var rows = Math.Clamp((int)Math.Round(Math.Sqrt((double)count * shape.Height / shape.Width)), 1, Math.Min(count, shape.Height));
        var columns = Math.Clamp((int)Math.Round((double)count / rows), 1, shape.Width);
        var labels = new int[shape.Pixels];
        for (var i = 0; i < labels.Length; i++)
        {
            var (y, x) = Math.DivRem(i, shape.Width);
            labels[i] = (y * rows / shape.Height * columns) + (x * columns / shape.Width);
        }

        return new SegmentMap(labels, rows * columns);
    }
}
