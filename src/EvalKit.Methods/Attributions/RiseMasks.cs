using System.Numerics.Tensors;
using EvalKit.Core.Images;
using EvalKit.Core.Randomness;

namespace EvalKit.Methods.Attributions;

/// <summary>
/// Makes the random masks of RISE for one shape of pictures: a grid of cells that are on or off, brought by bilinear
/// interpolation to one cell more than the picture needs, and cropped at a random place (Petsiuk et al. 2018, section 3.2;
/// the interpolation and its mirrored edge are those of the authors' <c>generate_masks</c>).
/// </summary>
internal sealed class RiseMasks
{
    private readonly int _cells;
    private readonly double _probability;
    private readonly Axis _rows, _columns;
    private readonly float[] _grid, _stretched;

    /// <summary>Prepares the interpolation.</summary>
    /// <param name="shape">The picture's shape.</param>
    /// <param name="cells">The cells along each side, at least 2.</param>
    /// <param name="probability">The probability that a cell is on.</param>
    public RiseMasks(ImageShape shape, int cells, double probability)
    {
        (_cells, _probability) = (cells, probability);
        (_rows, _columns) = (new Axis(shape.Height, cells), new Axis(shape.Width, cells));
        (_grid, _stretched) = (new float[cells * cells], new float[cells * shape.Width]);
    }

    /// <summary>Draws the next mask.</summary>
    /// <param name="random">The stream to draw from.</param>
    /// <param name="mask">Receives [height, width], values 0 (absent) to 1 (present).</param>
    public void Draw(ref RandomStream random, Span<float> mask)
    {
        foreach (ref var cell in _grid.AsSpan()) cell = random.NextDouble() < _probability ? 1 : 0;
        var (down, right) = (random.NextInt(_rows.CellSize), random.NextInt(_columns.CellSize));

        var width = _columns.Length;
        for (var row = 0; row < _cells; row++)
        {
            var source = _grid.AsSpan(row * _cells, _cells);
            var target = _stretched.AsSpan(row * width, width);
            for (var x = 0; x < target.Length; x++)
            {
                var place = _columns.Places[x + right];
                target[x] = float.Lerp(source[place.Before], source[place.After], place.Fraction);
            }
        }

        for (var y = 0; y < _rows.Length; y++)
        {
            var place = _rows.Places[y + down];
            TensorPrimitives.Lerp(
                _stretched.AsSpan(place.Before * width, width),
                _stretched.AsSpan(place.After * width, width),
                place.Fraction,
                mask.Slice(y * width, width));
        }
    }

    // Where the pixels of the enlarged mask lie between the cells of the grid.
    private sealed class Axis
    {
        public Axis(int length, int cells)
        {
            Length = length;
            CellSize = (length + cells - 1) / cells;
            Places = new (int, int, float)[(cells + 1) * CellSize];
            for (var i = 0; i < Places.Length; i++)
            {
                var centre = ((i + 0.5) * cells / Places.Length) - 0.5;
                var before = (int)Math.Floor(centre);
                Places[i] = (Mirror(before, cells), Mirror(before + 1, cells), (float)(centre - before));
            }
        }

        public int Length { get; }

        public int CellSize { get; }

        public (int Before, int After, float Fraction)[] Places { get; }

        private static int Mirror(int index, int cells) => index < 0 ? -index : index >= cells ? (2 * cells) - 2 - index : index;
    }
}
