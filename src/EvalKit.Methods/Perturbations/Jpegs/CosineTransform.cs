using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EvalKit.Methods.Perturbations.Jpegs;

/// <summary>
/// The cosine transform of a block of 8×8 and back, with the whole numbers of libjpeg's accurate one (jfdctint.c and
/// jidctint.c, after Loeffler, Ligtenberg and Moschytz 1989), so that results are the same bit for bit. A block is eight
/// vectors, its rows.
/// </summary>
internal static class CosineTransform
{
    /// <summary>The side of a block.</summary>
    public const int Side = Transposition.Side;

    // Constants have 13 bits after the point, and what lies between the two passes has 2.
    private const int Bits = 13;
    private const int PassBits = 2;

    /// <summary>Replaces values by coefficients, which are 8 times too large.</summary>
    public static void Forward(Span<Vector256<int>> block)
    {
        Transposition.Of(block);
        ForwardPass(block, outerShift: -PassBits, Bits - PassBits);
        Transposition.Of(block);
        ForwardPass(block, PassBits, Bits + PassBits);
    }

    /// <summary>Replaces coefficients by values.</summary>
    public static void Inverse(Span<Vector256<int>> block)
    {
        InversePass(block, Bits - PassBits);
        Transposition.Of(block);
        InversePass(block, Bits + PassBits + 3);
        Transposition.Of(block);
    }

    private static void ForwardPass(Span<Vector256<int>> d, int outerShift, int shift)
    {
        var (t0, t7) = (d[0] + d[7], d[0] - d[7]);
        var (t1, t6) = (d[1] + d[6], d[1] - d[6]);
        var (t2, t5) = (d[2] + d[5], d[2] - d[5]);
        var (t3, t4) = (d[3] + d[4], d[3] - d[4]);
        var (t10, t13) = (t0 + t3, t0 - t3);
        var (t11, t12) = (t1 + t2, t1 - t2);
        (d[0], d[4]) = outerShift < 0
            ? ((t10 + t11) << -outerShift, (t10 - t11) << -outerShift)
            : (Round(t10 + t11, outerShift), Round(t10 - t11, outerShift));
        var middle = (t12 + t13) * 4433;
        d[2] = Round(middle + (t13 * 6270), shift);
        d[6] = Round(middle - (t12 * 15137), shift);

        var (z1, z2, z3, z4) = (t4 + t7, t5 + t6, t4 + t6, t5 + t7);
        RotateOdd(ref z1, ref z2, ref z3, ref z4);
        d[7] = Round((t4 * 2446) + z1 + z3, shift);
        d[5] = Round((t5 * 16819) + z2 + z4, shift);
        d[3] = Round((t6 * 25172) + z2 + z3, shift);
        d[1] = Round((t7 * 12299) + z1 + z4, shift);
    }

    private static void InversePass(Span<Vector256<int>> d, int shift)
    {
        var middle = (d[2] + d[6]) * 4433;
        var t2 = middle - (d[6] * 15137);
        var t3 = middle + (d[2] * 6270);
        var t0 = (d[0] + d[4]) << Bits;
        var t1 = (d[0] - d[4]) << Bits;
        var (t10, t13) = (t0 + t3, t0 - t3);
        var (t11, t12) = (t1 + t2, t1 - t2);

        var (z1, z2, z3, z4) = (d[7] + d[1], d[5] + d[3], d[7] + d[3], d[5] + d[1]);
        RotateOdd(ref z1, ref z2, ref z3, ref z4);
        t0 = (d[7] * 2446) + z1 + z3;
        t1 = (d[5] * 16819) + z2 + z4;
        t2 = (d[3] * 25172) + z2 + z3;
        t3 = (d[1] * 12299) + z1 + z4;
        (d[0], d[7]) = (Round(t10 + t3, shift), Round(t10 - t3, shift));
        (d[1], d[6]) = (Round(t11 + t2, shift), Round(t11 - t2, shift));
        (d[2], d[5]) = (Round(t12 + t1, shift), Round(t12 - t1, shift));
        (d[3], d[4]) = (Round(t13 + t0, shift), Round(t13 - t0, shift));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void RotateOdd(ref Vector256<int> z1, ref Vector256<int> z2, ref Vector256<int> z3, ref Vector256<int> z4)
    {
        var z5 = (z3 + z4) * 9633;
        z1 *= -7373;
        z2 *= -20995;
        z3 = (z3 * -16069) + z5;
        z4 = (z4 * -3196) + z5;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Round(Vector256<int> value, int shift) => (value + Vector256.Create(1 << (shift - 1))) >> shift;
}
