namespace EvalKit.Data.Preprocessing;

/// <summary>Rearranges and converts the channels of 8-bit pictures.</summary>
internal static class Planes
{
    /// <summary>Brings [pixels, stride] to [channels, pixels], where a pixel's first numbers are its channels.</summary>
    /// <param name="interleaved">The pixels one after the other.</param>
    /// <param name="stride">Numbers of a pixel.</param>
    /// <param name="planes">Receives the channels one after the other; its length tells how many of them are wanted.</param>
    public static void Separate(ReadOnlySpan<byte> interleaved, int stride, Span<byte> planes)
    {
        var pixels = interleaved.Length / stride;
        for (var start = 0; start < planes.Length; start += pixels)
        {
            var plane = planes.Slice(start, pixels);
            var place = start / pixels;
            for (var i = 0; i < plane.Length; i++, place += stride) plane[i] = interleaved[place];
        }
    }

    /// <summary>
    /// The luma of an RGB picture by ITU-R BT.601, in fixed point: (19595 R + 38470 G + 7471 B + 32768) / 65536.
    /// </summary>
    /// <remarks>Pillow, src/libImaging/Convert.c, mode RGB to L.</remarks>
    /// <param name="rgb">[3, pixels].</param>
    /// <param name="grey">Receives [pixels].</param>
    public static void Luma(ReadOnlySpan<byte> rgb, Span<byte> grey)
    {
        var red = rgb[..grey.Length];
        var green = rgb.Slice(grey.Length, grey.Length);
        var blue = rgb.Slice(2 * grey.Length, grey.Length);
        for (var i = 0; i < grey.Length; i++)
            grey[i] = (byte)(((red[i] * 19595) + (green[i] * 38470) + (blue[i] * 7471) + 0x8000) >> 16);
    }
}
