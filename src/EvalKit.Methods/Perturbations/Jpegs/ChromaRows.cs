using System.Runtime.Intrinsics;

namespace EvalKit.Methods.Perturbations.Jpegs;

/// <summary>Colour at half the resolution in both directions (4:2:0), as libjpeg makes it and undoes it (jcsample.c, jdsample.c).</summary>
internal static class ChromaRows
{
    /// <summary>The mean of four neighbours; halves are rounded down and up in turns.</summary>
    /// <param name="upper">A row.</param>
    /// <param name="lower">The next row.</param>
    /// <param name="small">Receives half as many values.</param>
    public static void Halve(ReadOnlySpan<int> upper, ReadOnlySpan<int> lower, Span<int> small)
    {
        for (var x = 0; x < small.Length; x++)
            small[x] = (upper[2 * x] + upper[(2 * x) + 1] + lower[2 * x] + lower[(2 * x) + 1] + 1 + (x & 1)) >> 2;
    }

    /// <summary>One row of twice the resolution: three parts of the nearest pixel and one of the next nearest, in both directions.</summary>
    /// <param name="near">The row that covers it.</param>
    /// <param name="far">The row on the other side.</param>
    /// <param name="count">How many values of either row count; beyond them the last is repeated.</param>
    /// <param name="sums">Room for as many values as a row, and 8 on either side.</param>
    /// <param name="wide">Receives twice as many values as a row.</param>
    public static void Double(ReadOnlySpan<int> near, ReadOnlySpan<int> far, int count, Span<int> sums, Span<int> wide)
    {
        var step = Vector256<int>.Count;
        for (var x = 0; x < near.Length; x += step)
            ((Vector256.Create(near[x..]) * 3) + Vector256.Create(far[x..])).CopyTo(sums[(step + x)..]);
        sums[step - 1] = sums[step];
        sums[(step + count)..].Fill(sums[step + count - 1]);
        for (var x = 0; x < near.Length; x += step)
        {
            var here = Vector256.Create<int>(sums[(step + x)..]) * 3;
            var even = (here + Vector256.Create<int>(sums[(step + x - 1)..]) + Vector256.Create(8)) >> 4;
            var odd = (here + Vector256.Create<int>(sums[(step + x + 1)..]) + Vector256.Create(7)) >> 4;
            var isEven = Vector256.Create(-1, 0, -1, 0, -1, 0, -1, 0);
            Vector256.ConditionalSelect(isEven, Vector256.Shuffle(even, Vector256.Create(0, 0, 1, 1, 2, 2, 3, 3)), Vector256.Shuffle(odd, Vector256.Create(0, 0, 1, 1, 2, 2, 3, 3)))
                .CopyTo(wide[(2 * x)..]);
            Vector256.ConditionalSelect(isEven, Vector256.Shuffle(even, Vector256.Create(4, 4, 5, 5, 6, 6, 7, 7)), Vector256.Shuffle(odd, Vector256.Create(4, 4, 5, 5, 6, 6, 7, 7)))
                .CopyTo(wide[((2 * x) + step)..]);
        }
    }

    /// <summary>One row of twice the resolution by repeating: what libjpeg does with rows of one or two values.</summary>
    public static void Repeat(ReadOnlySpan<int> near, Span<int> wide)
    {
        for (var x = 0; x < wide.Length; x++) wide[x] = near[x / 2];
    }
}
