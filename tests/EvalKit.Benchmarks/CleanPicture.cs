using EvalKit.Core.Images;
using EvalKit.Data.Decoding;

namespace EvalKit.Benchmarks;

/// <summary>A picture to perturb.</summary>
/// <param name="Name">Its file's name.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Values">[channels, height, width], values 0 to 1.</param>
internal sealed record CleanPicture(string Name, ImageShape Shape, float[] Values)
{
    /// <summary>Decodes a file.</summary>
    public static CleanPicture Read(string file)
    {
        using var picture = PictureDecoder.Decode(file);
        var values = new float[picture.Shape.Length];
        for (var i = 0; i < values.Length; i++) values[i] = picture.Planes[i] / 255f;
        return new CleanPicture(Path.GetFileName(file), picture.Shape, values);
    }
}
