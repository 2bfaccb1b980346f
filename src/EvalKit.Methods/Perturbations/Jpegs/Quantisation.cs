using System.Runtime.Intrinsics;

namespace EvalKit.Methods.Perturbations.Jpegs;

/// <summary>
/// What JPEG loses: each coefficient of a block is rounded to a multiple of a step. The steps are those of the standard's
/// annex K (ISO/IEC 10918-1:1994, tables K.1 and K.2), scaled by the quality as libjpeg does.
/// </summary>
internal static class Quantisation
{
    private static ReadOnlySpan<byte> LumaSteps =>
    [
        16, 11, 10, 16, 24, 40, 51, 61,
        12, 12, 14, 19, 26, 58, 60, 55,
        14, 13, 16, 24, 40, 57, 69, 56,
        14, 17, 22, 29, 51, 87, 80, 62,
        18, 22, 37, 56, 68, 109, 103, 77,
        24, 35, 55, 64, 81, 104, 113, 92,
        49, 64, 78, 87, 103, 121, 120, 101,
        72, 92, 95, 98, 112, 100, 103, 99,
    ];

    private static ReadOnlySpan<byte> ChromaSteps =>
    [
        17, 18, 24, 47, 99, 99, 99, 99,
        18, 21, 26, 66, 99, 99, 99, 99,
        24, 26, 56, 99, 99, 99, 99, 99,
        47, 66, 99, 99, 99, 99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99,
    ];

    /// <summary>Fills in the steps of a quality.</summary>
    /// <param name="steps">Receives eight rows.</param>
    /// <param name="quality">1 to 100.</param>
    /// <param name="isLuma">Whether for brightness or for colour.</param>
    public static void Fill(Span<Vector256<int>> steps, int quality, bool isLuma)
    {
        var scale = quality < 50 ? 5000 / quality : 200 - (2 * quality);
        var bases = isLuma ? LumaSteps : ChromaSteps;
        Span<int> row = stackalloc int[CosineTransform.Side];
        for (var y = 0; y < CosineTransform.Side; y++)
        {
            for (var x = 0; x < row.Length; x++) row[x] = Math.Clamp(((bases[(y * row.Length) + x] * scale) + 50) / 100, 1, 255);
            steps[y] = Vector256.Create<int>(row);
        }
    }

    /// <summary>Rounds the values of all blocks of a plane by way of their coefficients.</summary>
    /// <param name="plane">[height, width] 0 to 255, and the same afterwards.</param>
    /// <param name="height">Rows, a multiple of 8.</param>
    /// <param name="width">Columns, a multiple of 8.</param>
    /// <param name="steps">From <see cref="Fill"/>.</param>
    public static void RoundBlocks(Span<int> plane, int height, int width, ReadOnlySpan<Vector256<int>> steps)
    {
        Span<Vector256<int>> block = stackalloc Vector256<int>[CosineTransform.Side];
        for (var top = 0; top < height; top += CosineTransform.Side)
        {
            for (var left = 0; left < width; left += CosineTransform.Side)
            {
                for (var y = 0; y < block.Length; y++)
                    block[y] = Vector256.Create<int>(plane[(((top + y) * width) + left)..]) - Vector256.Create(128);
                CosineTransform.Forward(block);
                for (var y = 0; y < block.Length; y++) block[y] = Round(block[y], steps[y]);
                CosineTransform.Inverse(block);
                for (var y = 0; y < block.Length; y++)
                    Vector256.Clamp(block[y] + Vector256.Create(128), Vector256<int>.Zero, Vector256.Create(255)).CopyTo(plane[(((top + y) * width) + left)..]);
            }
        }
    }

    // Coefficients are 8 times too large. Halves are rounded away from 0. Of numbers as small as these the quotient of floats
    // lies on the right side of every whole number.
    private static Vector256<int> Round(Vector256<int> coefficients, Vector256<int> steps)
    {
        var sizes = Vector256.Abs(coefficients) + (steps << 2);
        var multiples = Vector256.ConvertToInt32Native(Vector256.ConvertToSingle(sizes) / Vector256.ConvertToSingle(steps << 3)) * steps;
        return Vector256.ConditionalSelect(Vector256.LessThan(coefficients, Vector256<int>.Zero), -multiples, multiples);
    }
}
