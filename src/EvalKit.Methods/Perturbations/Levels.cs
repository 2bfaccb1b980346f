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
        for (var i = 0; i < values.Length; i++) levels[i] = FromValue(values[i]);
    }

    /// <summary>The value of each level.</summary>
    public static void ToValues(ReadOnlySpan<byte> levels, Span<float> values)
    {
        for (var i = 0; i < levels.Length; i++) values[i] = ToValue(levels[i]);
    }
}
