using System.Runtime.Intrinsics;

namespace EvalKit.Methods.Perturbations.Jpegs;

/// <summary>
/// Colours as luma and two differences (JFIF, ITU-R BT.601) and back, as 8-bit levels with the whole numbers of libjpeg
/// (jccolor.c, jdcolor.c): 16 bits after the point.
/// </summary>
internal static class LumaChroma
{
    private const int Bits = 16;
    private const int Half = 1 << (Bits - 1);

    /// <summary>Converts a row of colours.</summary>
    /// <param name="row">Values 0 to 1 of red, green and blue, one after the other, each a multiple of 8 long.</param>
    /// <param name="luma">Receives the luma.</param>
    /// <param name="blue">Receives the difference of blue.</param>
    /// <param name="red">Receives the difference of red.</param>
    public static void FromColours(ReadOnlySpan<float> row, Span<int> luma, Span<int> blue, Span<int> red)
    {
        var width = luma.Length;
        for (var x = 0; x < width; x += Vector256<int>.Count)
        {
            var (r, g, b) = (Level(row[x..]), Level(row[(width + x)..]), Level(row[((2 * width) + x)..]));
            (((r * 19595) + (g * 38470) + (b * 7471) + Vector256.Create(Half)) >> Bits).CopyTo(luma[x..]);
            (((b * Half) - (r * 11059) - (g * 21709) + Vector256.Create((128 << Bits) + Half - 1)) >> Bits).CopyTo(blue[x..]);
            (((r * Half) - (g * 27439) - (b * 5329) + Vector256.Create((128 << Bits) + Half - 1)) >> Bits).CopyTo(red[x..]);
        }
    }

    /// <summary>Converts a row back.</summary>
    /// <param name="luma">The luma.</param>
    /// <param name="blue">The difference of blue.</param>
    /// <param name="red">The difference of red.</param>
    /// <param name="row">Receives values 0 to 1 of red, green and blue, one after the other.</param>
    public static void ToColours(ReadOnlySpan<int> luma, ReadOnlySpan<int> blue, ReadOnlySpan<int> red, Span<float> row)
    {
        var width = luma.Length;
        for (var x = 0; x < width; x += Vector256<int>.Count)
        {
            var y = Vector256.Create(luma[x..]);
            var b = Vector256.Create(blue[x..]) - Vector256.Create(128);
            var r = Vector256.Create(red[x..]) - Vector256.Create(128);
            Value(y + (((r * 91881) + Vector256.Create(Half)) >> Bits)).CopyTo(row[x..]);
            Value(y + ((Vector256.Create(Half) - (b * 22554) - (r * 46802)) >> Bits)).CopyTo(row[(width + x)..]);
            Value(y + (((b * 116130) + Vector256.Create(Half)) >> Bits)).CopyTo(row[((2 * width) + x)..]);
        }
    }

    private static Vector256<int> Level(ReadOnlySpan<float> values) =>
        Vector256.ConvertToInt32Native((Vector256.Create(values) * 255f) + Vector256.Create(0.5f));

    private static Vector256<float> Value(Vector256<int> level) =>
        Vector256.ConvertToSingle(Vector256.Clamp(level, Vector256<int>.Zero, Vector256.Create(255))) / 255f;
}
