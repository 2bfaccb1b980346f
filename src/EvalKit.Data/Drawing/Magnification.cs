using EvalKit.Core.Images;
using SkiaSharp;

namespace EvalKit.Data.Drawing;

/// <summary>How many pixels of a drawing show a picture.</summary>
internal static class Magnification
{
    /// <summary>The least whole factor with which the longer side reaches a length.</summary>
    public static int For(ImageShape shape, int side)
    {
        var longer = Math.Max(shape.Height, shape.Width);
        return (side + longer - 1) / longer;
    }

    /// <summary>The size in a drawing: magnified by a whole factor to a least longer side, or reduced to a largest.</summary>
    public static SKSizeI Within(ImageShape shape, int least, int largest)
    {
        var longer = Math.Max(shape.Height, shape.Width);
        var factor = longer > largest ? (double)largest / longer : For(shape, least);
        return new(Side(shape.Width), Side(shape.Height));

        int Side(int length) => Math.Max(1, (int)Math.Round(length * factor));
    }
}
