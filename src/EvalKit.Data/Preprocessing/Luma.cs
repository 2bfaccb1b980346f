namespace EvalKit.Data.Preprocessing;

/// <summary>Colour to grey.</summary>
internal static class Luma
{
    /// <summary>
    /// The luma of an RGB picture by ITU-R BT.601, in fixed point: (19595 R + 38470 G + 7471 B + 32768) / 65536.
    /// </summary>
    /// <remarks>Pillow, src/libImaging/Convert.c, mode RGB to L.</remarks>
    /// <param name="rgb">[3, pixels].</param>
    /// <param name="grey">Receives [pixels].</param>
    public static void Of(ReadOnlySpan<byte> rgb, Span<byte> grey)
    {
        var red = rgb[..grey.Length];
        var green = rgb.Slice(grey.Length, grey.Length);
        var blue = rgb.Slice(2 * grey.Length, grey.Length);
        for (var i = 0; i < grey.Length; i++)
            grey[i] = (byte)(((red[i] * 19595) + (green[i] * 38470) + (blue[i] * 7471) + 0x8000) >> 16);
    }
}
