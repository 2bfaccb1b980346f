using EvalKit.Core.Images;

namespace EvalKit.Methods.Metrics.Explanations;

/// <summary>
/// All squares within a picture whose sides are from 1 to 10/28 of its shorter side (1 to 10 of 28, as the authors of infidelity
/// have them), in the order of side, row and column.
/// </summary>
internal readonly struct SquareSizes
{
    private readonly ImageShape _shape;
    private readonly int _largest;

    /// <summary>The squares of a picture.</summary>
    public SquareSizes(ImageShape shape)
    {
        _shape = shape;
        _largest = Math.Max(1, Math.Min(shape.Height, shape.Width) * 10 / 28);
        for (var side = 1; side <= _largest; side++) Count += OfSide(side);
    }

    /// <summary>How many there are.</summary>
    public int Count { get; }

    /// <summary>The number of squares that are taken, of at most some draws.</summary>
    public int Draws(int most) => Math.Min(most, Count);

    /// <summary>One of them.</summary>
    /// <param name="index">Which, from 0.</param>
    public (int Top, int Left, int Side) At(int index)
    {
        var side = 1;
        while (index >= OfSide(side)) index -= OfSide(side++);
        var (top, left) = Math.DivRem(index, _shape.Width - side + 1);
        return (top, left, side);
    }

    private int OfSide(int side) => (_shape.Height - side + 1) * (_shape.Width - side + 1);
}
