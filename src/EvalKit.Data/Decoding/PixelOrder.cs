namespace EvalKit.Data.Decoding;

/// <summary>
/// Where the pixels of an upright picture lie in stored rows: pixel (y, x) at start + y × row step + x × column step.
/// </summary>
/// <param name="Height">Rows of the upright picture.</param>
/// <param name="Width">Columns of the upright picture.</param>
/// <param name="Start">The place of the upper left pixel.</param>
/// <param name="RowStep">From a pixel to the one below.</param>
/// <param name="ColumnStep">From a pixel to the one on the right.</param>
internal readonly record struct PixelOrder(int Height, int Width, int Start, int RowStep, int ColumnStep)
{
    /// <summary>The order in which a picture is stored upright.</summary>
    public static PixelOrder Upright(int height, int width) => new(height, width, 0, width, 1);

    /// <summary>The order for an EXIF orientation.</summary>
    /// <remarks>EXIF 2.32, tag 0x0112: which side of the scene the stored first row and first column are.</remarks>
    /// <param name="orientation">1 to 8; any other number counts as 1.</param>
    /// <param name="storedHeight">Rows as stored.</param>
    /// <param name="storedWidth">Columns as stored.</param>
    public static PixelOrder Of(int orientation, int storedHeight, int storedWidth)
    {
        var (h, w) = (storedHeight, storedWidth);
        return orientation switch
        {
            2 => new(h, w, w - 1, w, -1),
            3 => new(h, w, (h * w) - 1, -w, -1),
            4 => new(h, w, (h - 1) * w, -w, 1),
            5 => new(w, h, 0, 1, w),
            6 => new(w, h, (h - 1) * w, 1, -w),
            7 => new(w, h, (h * w) - 1, -1, -w),
            8 => new(w, h, w - 1, -1, w),
            _ => Upright(h, w),
        };
    }

    /// <summary>Brings stored pixels to upright planes.</summary>
    /// <param name="stored">[pixels, stride]: the first numbers of a pixel are its channels.</param>
    /// <param name="stride">Numbers of a pixel.</param>
    /// <param name="planes">Receives [channels, height, width]; its length tells how many channels are wanted.</param>
    public void Arrange(ReadOnlySpan<byte> stored, int stride, Span<byte> planes)
    {
        var pixels = Height * Width;
        for (var channel = 0; channel * pixels < planes.Length; channel++)
        {
            for (var y = 0; y < Height; y++)
            {
                var row = planes.Slice((channel * pixels) + (y * Width), Width);
                var place = ((Start + (y * RowStep)) * stride) + channel;
                for (var x = 0; x < row.Length; x++, place += ColumnStep * stride) row[x] = stored[place];
            }
        }
    }
}
