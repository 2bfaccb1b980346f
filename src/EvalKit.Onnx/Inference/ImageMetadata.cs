using EvalKit.Core.Configuration;
using EvalKit.Core.Errors;
using EvalKit.Onnx.Graphs;

namespace EvalKit.Onnx.Inference;

/// <summary>
/// The image metadata of the ONNX specification (<c>Image.BitmapPixelFormat</c> and <c>Image.NominalPixelRange</c>, "ONNX
/// Metadata", section "Image Category").
/// </summary>
internal static class ImageMetadata
{
    private const string PixelFormat = "Image.BitmapPixelFormat";
    private const string PixelRange = "Image.NominalPixelRange";

    /// <summary>Reads the keys, or gives null where the model has none.</summary>
    /// <exception cref="UserException">A value is not one of the specification's.</exception>
    public static InputSource? Read(ModelFile file)
    {
        var (format, range) = (file.Metadata(PixelFormat), file.Metadata(PixelRange));
        if (format is null && range is null) return null;
        var channels = Channels(file, format);
        return new InputSource("the model's ONNX image metadata", Range(file, range) with { Channels = channels });
    }

    private static ChannelOrder? Channels(ModelFile file, string? format) => format switch
    {
        null or "Gray8" or "Gray16" => null,
        "Rgb8" => ChannelOrder.Rgb,
        "Bgr8" => ChannelOrder.Bgr,
        _ => throw new UserException($"{file.Path}: its metadata {PixelFormat} is '{format}'; EvalKit takes Gray8, Gray16, Rgb8 and Bgr8"),
    };

    /// <summary>The ranges as scale and offset of pixels 0–255; where a range is given, no other normalisation applies.</summary>
    private static InputConfig Range(ModelFile file, string? range) => range switch
    {
        null => new InputConfig(),
        "NominalRange_0_255" => new InputConfig(Scale: 1, Mean: [0], Std: [1]),
        "Normalized_0_1" => new InputConfig(Scale: 1 / 255.0, Mean: [0], Std: [1]),
        "Normalized_1_1" => new InputConfig(Scale: 1 / 255.0, Mean: [0.5], Std: [0.5]),
        "NominalRange_16_235" => new InputConfig(Scale: 219 / 255.0, Mean: [-16], Std: [1]),
        _ => throw new UserException($"{file.Path}: its metadata {PixelRange} is '{range}'; ONNX knows NominalRange_0_255, Normalized_0_1, Normalized_1_1 and NominalRange_16_235"),
    };
}
