using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using EvalKit.Core.Memory;

namespace EvalKit.Methods.Attributions.Substrates;

/// <summary>
/// Fills removed pixels of a plane so that each is the weighted mean of its neighbours, 1/6 for the four direct and 1/12 for
/// the four diagonal ones, those beyond the edge left out (Rong et al. 2022, section 4.2). The equations are symmetric, and
/// positive definite as long as one pixel is kept; conjugate gradients solve them until the root mean square of the residual
/// is at most 10⁻⁶.
/// </summary>
/// <remarks>
/// Planes are kept with a row of zeros before and after them and a column of zeros between rows, so that the neighbours of
/// every pixel are at fixed distances and every step runs over whole arrays.
/// </remarks>
internal readonly ref struct LinearImputation : IDisposable
{
    private const float Direct = 1f / 6;
    private const float Diagonal = 1f / 12;
    private const double Tolerance = 1e-6;

    private readonly int _height, _width, _stride;
    private readonly PooledBuffer<float> _buffer;

    // 1 where a pixel is removed, else 0; and the sum of the weights of a pixel's neighbours within the plane.
    private readonly Span<float> _removed, _weights;
    private readonly Span<float> _solution, _residual, _direction, _product;

    /// <summary>Borrows the memory for planes of a size.</summary>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    public LinearImputation(int height, int width)
    {
        (_height, _width, _stride) = (height, width, width + 1);
        var length = ((height + 2) * _stride) + 1;
        _buffer = new PooledBuffer<float>(6 * length);
        _buffer.Span.Clear();
        _removed = _buffer.Span[..length];
        _weights = _buffer.Span.Slice(length, length);
        _solution = _buffer.Span.Slice(2 * length, length);
        _residual = _buffer.Span.Slice(3 * length, length);
        _direction = _buffer.Span.Slice(4 * length, length);
        _product = _buffer.Span.Slice(5 * length, length);

        for (var y = 0; y < height; y++) Row(_solution, y).Fill(1);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++) Row(_weights, y)[x] = NeighbourSum(_solution, Place(y) + x);
        }
    }

    /// <summary>Computes the removed pixels of a plane.</summary>
    /// <param name="removed">[height, width], with at least one pixel kept.</param>
    /// <param name="plane">[height, width].</param>
    /// <param name="values">[height, width]: first guesses where pixels are removed; receives their values there.</param>
    public void Solve(ReadOnlySpan<bool> removed, ReadOnlySpan<float> plane, Span<float> values)
    {
        var unknowns = 0;
        for (var y = 0; y < _height; y++)
        {
            var mask = Row(_removed, y);
            var solution = Row(_solution, y);
            for (var x = 0; x < _width; x++)
            {
                var pixel = (y * _width) + x;
                mask[x] = removed[pixel] ? 1 : 0;
                solution[x] = removed[pixel] ? values[pixel] : plane[pixel];
                if (removed[pixel]) unknowns++;
            }
        }

        // The kept pixels are the right-hand side: with them in place, the product is minus the residual.
        Multiply(_solution, _residual);
        TensorPrimitives.Negate(_residual, _residual);
        Iterate(unknowns);

        for (var y = 0; y < _height; y++)
        {
            for (var x = 0; x < _width; x++)
            {
                var pixel = (y * _width) + x;
                if (removed[pixel]) values[pixel] = Row(_solution, y)[x];
            }
        }
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose() => _buffer.Dispose();

    // Hestenes and Stiefel 1952. Single precision is enough: an error in a step is mended by the next.
    private void Iterate(int unknowns)
    {
        _residual.CopyTo(_direction);
        var square = TensorPrimitives.Dot(_residual, _residual);
        var enough = Tolerance * Tolerance * unknowns;

        // Exact arithmetic needs at most one step an unknown; rounding must not make it endless.
        for (var step = 0; step < unknowns && square > enough; step++)
        {
            Multiply(_direction, _product);
            var length = square / TensorPrimitives.Dot(_direction, _product);
            TensorPrimitives.MultiplyAdd(_direction, length, _solution, _solution);
            TensorPrimitives.MultiplyAdd(_product, -length, _residual, _residual);
            var next = TensorPrimitives.Dot(_residual, _residual);
            TensorPrimitives.MultiplyAdd(_direction, next / square, _residual, _direction);
            square = next;
        }
    }

    // Where pixels are removed, the value times the weights of the neighbours less the neighbours' weighted sum; else 0.
    private void Multiply(ReadOnlySpan<float> values, Span<float> product)
    {
        var end = Place(_height - 1) + _width;
        var i = Place(0);

        // The zeros around the plane keep every neighbour within the arrays, so that bounds need no checks.
        ref var source = ref MemoryMarshal.GetReference(values);
        ref var weights = ref MemoryMarshal.GetReference(_weights);
        ref var removed = ref MemoryMarshal.GetReference(_removed);
        ref var target = ref MemoryMarshal.GetReference(product);
        for (; i <= end - Vector<float>.Count; i += Vector<float>.Count)
        {
            var (above, below) = ((nuint)(i - _stride), (nuint)(i + _stride));
            var place = (nuint)i;
            var direct = Load(ref source, place - 1) + Load(ref source, place + 1) + Load(ref source, above) + Load(ref source, below);
            var diagonal = Load(ref source, above - 1) + Load(ref source, above + 1) + Load(ref source, below - 1) + Load(ref source, below + 1);
            var difference = (Load(ref weights, place) * Load(ref source, place)) - (direct * Direct) - (diagonal * Diagonal);
            (difference * Load(ref removed, place)).StoreUnsafe(ref target, place);
        }

        for (; i < end; i++) product[i] = _removed[i] * ((_weights[i] * values[i]) - NeighbourSum(values, i));
    }

    private float NeighbourSum(ReadOnlySpan<float> values, int i)
    {
        var direct = values[i - 1] + values[i + 1] + values[i - _stride] + values[i + _stride];
        var diagonal = values[i - _stride - 1] + values[i - _stride + 1] + values[i + _stride - 1] + values[i + _stride + 1];
        return (direct * Direct) + (diagonal * Diagonal);
    }

    private int Place(int row) => ((row + 1) * _stride) + 1;

    private Span<float> Row(Span<float> plane, int row) => plane.Slice(Place(row), _width);

    private static Vector<float> Load(ref float origin, nuint index) => Vector.LoadUnsafe(ref origin, index);
}
