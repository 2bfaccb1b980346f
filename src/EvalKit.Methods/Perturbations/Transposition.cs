using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EvalKit.Methods.Perturbations;

/// <summary>Rows become columns, in registers.</summary>
internal static class Transposition
{
    /// <summary>The side of a block.</summary>
    public const int Side = 8;

    /// <summary>Transposes a block of 8×8, its rows being vectors: three times halves of ever larger blocks change places across the diagonal.</summary>
    /// <param name="rows">Eight rows.</param>
    public static void Of(Span<Vector256<int>> rows)
    {
        for (var i = 0; i < Side; i += 2)
            Exchange(ref rows[i], ref rows[i + 1], Vector256.Create(-1, 0, -1, 0, -1, 0, -1, 0), Vector256.Create(1, 0, 3, 2, 5, 4, 7, 6));
        foreach (var i in (ReadOnlySpan<int>)[0, 1, 4, 5])
            Exchange(ref rows[i], ref rows[i + 2], Vector256.Create(-1, -1, 0, 0, -1, -1, 0, 0), Vector256.Create(2, 3, 0, 1, 6, 7, 4, 5));
        for (var i = 0; i < Side / 2; i++)
            Exchange(ref rows[i], ref rows[i + 4], Vector256.Create(-1, -1, -1, -1, 0, 0, 0, 0), Vector256.Create(4, 5, 6, 7, 0, 1, 2, 3));
    }

    /// <summary>Transposes eight rows of any length that is a multiple of 8.</summary>
    /// <param name="source">[8, length].</param>
    /// <param name="destination">Receives [length, 8].</param>
    /// <param name="length">A multiple of 8.</param>
    public static void OfRows(ReadOnlySpan<int> source, Span<int> destination, int length)
    {
        Span<Vector256<int>> block = stackalloc Vector256<int>[Side];
        for (var left = 0; left < length; left += Side)
        {
            for (var i = 0; i < Side; i++) block[i] = Vector256.Create(source[((i * length) + left)..]);
            Of(block);
            for (var i = 0; i < Side; i++) block[i].CopyTo(destination[((left + i) * Side)..]);
        }
    }

    /// <summary>Transposes eight columns of any length that is a multiple of 8.</summary>
    /// <param name="source">[length, 8].</param>
    /// <param name="destination">Receives [8, length].</param>
    /// <param name="length">A multiple of 8.</param>
    public static void OfColumns(ReadOnlySpan<int> source, Span<int> destination, int length)
    {
        Span<Vector256<int>> block = stackalloc Vector256<int>[Side];
        for (var left = 0; left < length; left += Side)
        {
            for (var i = 0; i < Side; i++) block[i] = Vector256.Create(source[((left + i) * Side)..]);
            Of(block);
            for (var i = 0; i < Side; i++) block[i].CopyTo(destination[((i * length) + left)..]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Exchange(ref Vector256<int> upper, ref Vector256<int> lower, Vector256<int> kept, Vector256<int> across)
    {
        var (a, b) = (upper, lower);
        upper = Vector256.ConditionalSelect(kept, a, Vector256.Shuffle(b, across));
        lower = Vector256.ConditionalSelect(kept, Vector256.Shuffle(a, across), b);
    }
}
