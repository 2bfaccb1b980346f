namespace EvalKit.Core.Reports.Gallery;

/// <summary>An attribution to be drawn: reduced to at most <see cref="MostSide"/> places a side.</summary>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Values">[height, width], the means of the attribution over the pixels of each place; finite.</param>
public sealed record HeatMap(int Height, int Width, ReadOnlyMemory<float> Values)
{
    /// <summary>The most places a side: more would not be seen in a small picture.</summary>
    public const int MostSide = 56;

    /// <summary>The largest magnitude, to which the colours are scaled.</summary>
    public float Largest
    {
        get
        {
            var largest = 0f;
            foreach (var value in Values.Span) largest = Math.Max(largest, Math.Abs(value));
            return largest;
        }
    }

    /// <summary>Reduces an attribution; null where one of its values is not finite.</summary>
    /// <param name="attribution">[height, width].</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    public static HeatMap? Of(ReadOnlySpan<float> attribution, int height, int width)
    {
        foreach (var value in attribution)
        {
            if (!float.IsFinite(value)) return null;
        }

        var (rows, columns) = Reduced(height, width);
        return new(rows, columns, Means(attribution, height, width, rows, columns));
    }

    /// <summary>The height and width that a picture is reduced to, whole pixels apart.</summary>
    internal static (int Height, int Width) Reduced(int height, int width)
    {
        var step = Step(height, width);
        return ((height + step - 1) / step, (width + step - 1) / step);
    }

    /// <summary>The means of the pixels of each place of a plane.</summary>
    internal static float[] Means(ReadOnlySpan<float> plane, int height, int width, int rows, int columns)
    {
        var step = Step(height, width);
        var means = new float[rows * columns];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var (sum, count) = (0.0, 0);
                for (var y = row * step; y < Math.Min(height, (row + 1) * step); y++)
                {
                    for (var x = column * step; x < Math.Min(width, (column + 1) * step); x++, count++) sum += plane[(y * width) + x];
                }

                means[(row * columns) + column] = (float)(sum / count);
            }
        }

        return means;
    }

    private static int Step(int height, int width) => (Math.Max(height, width) + MostSide - 1) / MostSide;
}
