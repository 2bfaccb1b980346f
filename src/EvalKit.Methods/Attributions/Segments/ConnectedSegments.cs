using EvalKit.Core.Images;

namespace EvalKit.Methods.Attributions.Segments;

/// <summary>Makes every segment one connected piece (Achanta et al. 2012, section 3.3).</summary>
internal static class ConnectedSegments
{
    /// <summary>
    /// Numbers the connected pieces of equal labels (four neighbours) in the order of their first pixel; a piece that is too
    /// small becomes part of one that it touches.
    /// </summary>
    /// <param name="labels">[height, width]: any numbers.</param>
    /// <param name="shape">The picture's shape.</param>
    /// <param name="smallest">The number of pixels that a piece must have to stand alone.</param>
    public static SegmentMap Create(ReadOnlySpan<int> labels, ImageShape shape, int smallest)
    {
        var pieces = new int[labels.Length];
        Array.Fill(pieces, -1);
        var queue = new int[labels.Length];
        var count = 0;
        for (var first = 0; first < labels.Length; first++)
        {
            if (pieces[first] >= 0) continue;
            var size = Flood(labels, shape, first, count, pieces, queue);
            if (size >= smallest || first == 0)
            {
                count++;
                continue;
            }

            // What lies above or to the left of a piece's first pixel was numbered before it.
            var neighbour = first % shape.Width > 0 ? pieces[first - 1] : pieces[first - shape.Width];
            foreach (var pixel in queue.AsSpan(0, size)) pieces[pixel] = neighbour;
        }

        return new SegmentMap(pieces, count);
    }

    // Leaves the piece's pixels at the start of the queue.
    private static int Flood(ReadOnlySpan<int> labels, ImageShape shape, int first, int piece, int[] pieces, int[] queue)
    {
        var size = 0;
        Add(first);
        for (var next = 0; next < size; next++)
        {
            var (y, x) = Math.DivRem(queue[next], shape.Width);
            if (x > 0) Visit(queue[next] - 1, labels);
            if (x < shape.Width - 1) Visit(queue[next] + 1, labels);
            if (y > 0) Visit(queue[next] - shape.Width, labels);
            if (y < shape.Height - 1) Visit(queue[next] + shape.Width, labels);
        }

        return size;

        void Visit(int pixel, ReadOnlySpan<int> all)
        {
            if (pieces[pixel] < 0 && all[pixel] == all[first]) Add(pixel);
        }

        void Add(int pixel)
        {
            pieces[pixel] = piece;
            queue[size++] = pixel;
        }
    }
}
