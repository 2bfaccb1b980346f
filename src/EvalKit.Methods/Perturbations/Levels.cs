using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace EvalKit.Methods.Perturbations;

/// <summary>The 8-bit levels 0 to 255 of values 0 to 1, for perturbations that are defined on stored pictures.</summary>
internal static class Levels
{
    /// <summary>The nearest level; exact for a value that came from a level.</summary>
    public static byte FromValue(float value) => (byte)((value * 255f) + 0.5f);

    /// <summary>The value of a level.</summary>
    public static float ToValue(byte level) => level / 255f;

    /// <summary>The nearest level of each value.</summary>
    public static void FromValues(ReadOnlySpan<float> values, Span<byte> levels)
    {
        var step = Vector256<float>.Count;
        var i = 0;
        for (; i <= values.Length - Vector256<byte>.Count; i += Vector256<byte>.Count)
        {
            var first = Vector256.Narrow(FromValues(values[i..]), FromValues(values[(i + step)..]));
            var second = Vector256.Narrow(FromValues(values[(i + (2 * step))..]), FromValues(values[(i + (3 * step))..]));
            Vector256.Narrow(first, second).CopyTo(levels[i..]);
        }

        for (; i < values.Length; i++) levels[i] = FromValue(values[i]);
    }

    /// <summary>The value of each level.</summary>
    public static void ToValues(ReadOnlySpan<byte> levels, Span<float> values)
    {
        var step = Vector256<float>.Count;
        var i = 0;
        for (; i <= levels.Length - Vector256<byte>.Count; i += Vector256<byte>.Count)
        {
            var (lower, upper) = Vector256.Widen(Vector256.Create(levels[i..]));
            var (first, second) = Vector256.Widen(lower);
            var (third, fourth) = Vector256.Widen(upper);
            ToValues(first).CopyTo(values[i..]);
            ToValues(second).CopyTo(values[(i + step)..]);
            ToValues(third).CopyTo(values[(i + (2 * step))..]);
            ToValues(fourth).CopyTo(values[(i + (3 * step))..]);
        }

        for (; i < levels.Length; i++) values[i] = ToValue(levels[i]);
    }

    /// <summary>The nearest level of each value of three planes, pixel after pixel with a fourth level of 255.</summary>
    /// <param name="planes">Red, green and blue, one after the other.</param>
    /// <param name="levels">Receives four levels a pixel.</param>
    public static void Interleave(ReadOnlySpan<float> planes, Span<byte> levels)
    {
        var pixels = planes.Length / 3;
        var packed = MemoryMarshal.Cast<byte, uint>(levels);
        var i = 0;
        for (; i <= pixels - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            var colour = FromValues(planes[i..]) | (FromValues(planes[(pixels + i)..]) << 8) | (FromValues(planes[((2 * pixels) + i)..]) << 16);
            (colour | Vector256.Create(0xFF000000)).CopyTo(packed[i..]);
        }

        for (; i < pixels; i++)
        {
            for (var channel = 0; channel < 3; channel++) levels[(4 * i) + channel] = FromValue(planes[(channel * pixels) + i]);
            levels[(4 * i) + 3] = byte.MaxValue;
        }
    }

    /// <summary>The values of levels that lie pixel after pixel, as three planes.</summary>
    /// <param name="levels">Four levels a pixel, of which the last is left out.</param>
    /// <param name="planes">Receives red, green and blue, one after the other.</param>
    public static void Separate(ReadOnlySpan<byte> levels, Span<float> planes)
    {
        var pixels = planes.Length / 3;
        var packed = MemoryMarshal.Cast<byte, uint>(levels);
        var lowest = Vector256.Create(0xFFu);
        var i = 0;
        for (; i <= pixels - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            var colour = Vector256.Create(packed[i..]);
            ToValues(colour & lowest).CopyTo(planes[i..]);
            ToValues((colour >> 8) & lowest).CopyTo(planes[(pixels + i)..]);
            ToValues((colour >> 16) & lowest).CopyTo(planes[((2 * pixels) + i)..]);
        }

        for (; i < pixels; i++)
        {
            for (var channel = 0; channel < 3; channel++) planes[(channel * pixels) + i] = ToValue(levels[(4 * i) + channel]);
        }
    }

    private static Vector256<uint> FromValues(ReadOnlySpan<float> values) =>
        Vector256.ConvertToInt32Native((Vector256.Create(values) * 255f) + Vector256.Create(0.5f)).AsUInt32();

    private static Vector256<float> ToValues(Vector256<uint> levels) => Vector256.ConvertToSingle(levels.AsInt32()) / 255f;
}
