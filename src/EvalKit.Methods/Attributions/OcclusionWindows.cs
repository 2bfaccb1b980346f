using EvalKit.Core.Images;

namespace EvalKit.Methods.Attributions;

/// <summary>The places of square windows that cover a picture, row by row.</summary>
/// <param name="Shape">The picture's shape.</param>
/// <param name="Side">The window's side in pixels, at most the picture's.</param>
/// <param name="Stride">The step between windows, from 1 to the side.</param>
internal readonly record struct OcclusionWindows(ImageShape Shape, int Side, int Stride)
{
    /// <summary>The number of windows.</summary>
    public int Count => Along(Shape.Height) * Along(Shape.Width);

    /// <summary>The upper left corner of a window.</summary>
    /// <param name="index">Which window, from 0.</param>
    public (int Top, int Left) At(int index)
    {
        var (row, column) = Math.DivRem(index, Along(Shape.Width));
        return (Math.Min(row * Stride, Shape.Height - Side), Math.Min(column * Stride, Shape.Width - Side));
    }

    private int Along(int length) => ((length - Side + Stride - 1) / Stride) + 1;
}
