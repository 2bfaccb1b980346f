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

    /// <summary>The nearest level of each value.</summary>
    /// <param name="values">A multiple of 8 of them.</param>
    /// <param name="levels">Receives as many.</param>
    public static void FromValues(ReadOnlySpan<float> values, Span<int> levels)
    {
        for (var i = 0; i < values.Length; i += Vector256<int>.Count) FromValues(values[i..]).AsInt32().CopyTo(levels[i..]);
    }

    /// <summary>The value of each level.</summary>
    /// <param name="levels">A multiple of 8 of them.</param>
    /// <param name="values">Receives as many.</param>
    public static void ToValues(ReadOnlySpan<int> levels, Span<float> values)
    {
        for (var i = 0; i < levels.Length; i += Vector256<int>.Count) ToValues(Vector256.Create(levels[i..]).AsUInt32()).CopyTo(values[i..]);
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

    private static Vector256<uint> FromValues(ReadOnlySpan<float> values) =>
        Vector256.ConvertToInt32Native((Vector256.Create(values) * 255f) + Vector256.Create(0.5f)).AsUInt32();

    private static Vector256<float> ToValues(Vector256<uint> levels) => Vector256.ConvertToSingle(levels.AsInt32()) / 255f;
}
