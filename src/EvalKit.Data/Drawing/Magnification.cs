using EvalKit.Core.Images;

namespace EvalKit.Data.Drawing;

/// <summary>How many pixels of a drawing show one pixel of a picture.</summary>
internal static class Magnification
{
    /// <summary>The least whole factor with which the longer side reaches a length.</summary>
    public static int For(ImageShape shape, int side)
    {
        var longer = Math.Max(shape.Height, shape.Width);
        return (side + longer - 1) / longer;
    }
}
