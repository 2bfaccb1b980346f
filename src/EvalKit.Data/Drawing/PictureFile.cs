using System.Numerics.Tensors;
using EvalKit.Core.Errors;
using EvalKit.Core.Images;
using EvalKit.Data.Decoding;
using EvalKit.Data.Readers;

namespace EvalKit.Data.Drawing;

/// <summary>Single pictures as files.</summary>
public static class PictureFile
{
    /// <summary>Reads a PNG, JPEG, BMP, WebP or GIF file, upright by its EXIF orientation.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The shape, with 1 channel for grey and 3 for colour, and [channels, height, width], values 0 to 1.</returns>
    /// <exception cref="UserException">The file is missing, or does not decode.</exception>
    public static (ImageShape Shape, float[] Picture) Load(string path)
    {
        using var decoded = PictureDecoder.Decode(DataFile.Find("", path));
        var picture = new float[decoded.Shape.Length];
        TensorPrimitives.ConvertTruncating<byte, float>(decoded.Planes, picture);
        TensorPrimitives.Divide(picture, 255f, picture);
        return (decoded.Shape, picture);
    }

    /// <summary>Writes a picture as PNG of 8 bits; numbers outside 0 to 1 are clipped.</summary>
    /// <param name="path">The file; it is replaced if it is there.</param>
    /// <param name="picture">[channels, height, width], values 0 to 1.</param>
    /// <param name="shape">The picture's shape, with 1 or 3 channels.</param>
    public static void SavePng(string path, ReadOnlySpan<float> picture, ImageShape shape)
    {
        using var bitmap = Raster.Of(picture, shape);
        Raster.SavePng(bitmap, path);
    }
}
