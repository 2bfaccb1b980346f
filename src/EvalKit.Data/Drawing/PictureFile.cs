using EvalKit.Core.Images;

namespace EvalKit.Data.Drawing;

/// <summary>Pictures as files.</summary>
public static class PictureFile
{
    /// <summary>Writes a picture as PNG of 8 bits; numbers outside 0 to 1 are clipped.</summary>
    /// <param name="destination">Receives the file.</param>
    /// <param name="picture">[channels, height, width], values 0 to 1.</param>
    /// <param name="shape">The picture's shape, with 1 or 3 channels.</param>
    public static void WritePng(Stream destination, ReadOnlySpan<float> picture, ImageShape shape)
    {
        using var bitmap = Raster.Of(picture, shape);
        Raster.WritePng(bitmap, destination);
    }

    /// <summary>
    /// Peak signal-to-noise ratio of a picture as <see cref="WritePng"/> stores it: 10 log₁₀(255² / mean square difference of
    /// the levels), in dB; the larger, the more alike.
    /// </summary>
    /// <param name="clean">The picture compared with, values 0 to 1.</param>
    /// <param name="picture">The picture, as long.</param>
    /// <returns>A number above −∞; +∞ where no level differs.</returns>
    public static double Psnr(ReadOnlySpan<float> clean, ReadOnlySpan<float> picture)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(picture.Length, clean.Length);
        var sum = 0.0;
        for (var i = 0; i < clean.Length; i++)
        {
            var difference = Raster.Level(clean[i]) - Raster.Level(picture[i]);
            sum += difference * difference;
        }

        return 10 * Math.Log10(255.0 * 255 * clean.Length / sum);
    }
}
