using System.Text.Json;
using EvalKit.Core.Configuration;
using EvalKit.Core.Data;
using EvalKit.Core.Errors;
using EvalKit.Onnx.Graphs;

namespace EvalKit.Onnx.Inference;

/// <summary>
/// A <c>preprocessor_config.json</c> beside the model, as Hugging Face's image processors write it. Absent switches mean
/// what the processors' defaults mean: rescale by 1/255, normalise where mean and std are given.
/// </summary>
internal static class PreprocessorConfig
{
    private const string FileName = "preprocessor_config.json";

    /// <summary>Reads the file, or gives null where there is none or it is of no image model.</summary>
    /// <exception cref="UserException">The file is not such JSON.</exception>
    public static InputSource? Read(ModelFile file)
    {
        var path = Path.Combine(file.Folder, FileName);
        if (!File.Exists(path)) return null;
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var root = document.RootElement;
            var isOfImages = root.TryGetProperty("image_mean", out _) || root.TryGetProperty("do_resize", out _) || root.TryGetProperty("do_rescale", out _);
            return isOfImages ? new InputSource(FileName, Convert(root)) : null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            throw new UserException($"{path}: does not read as a preprocessor's configuration: {error.Message}", error);
        }
    }

    private static InputConfig Convert(JsonElement root)
    {
        var rescale = Flag(root, "do_rescale", true) ? Number(root, "rescale_factor") ?? 1 / 255.0 : 1;
        var (mean, std) = (Numbers(root, "image_mean"), Numbers(root, "image_std"));
        if (!Flag(root, "do_normalize", true)) (mean, std) = ([0], [1]);

        // Normalised by numbers that are not there: each processor has its own, so they are asked for.
        var isWhole = mean is not null && std is not null;
        var (sides, shorter, stretch) = Geometry(root);
        return new InputConfig(
            Shape: sides is null ? null : [mean is { Length: 1 } && root.TryGetProperty("image_mean", out _) ? 1 : 3, .. sides],
            Scale: isWhole ? rescale : null,
            Mean: isWhole ? mean : null,
            Std: isWhole ? std : null,
            Channels: Flag(root, "do_flip_channel_order", false) ? ChannelOrder.Bgr : ChannelOrder.Rgb,
            Resize: shorter,
            Stretch: stretch,
            Interpolation: Number(root, "resample") is { } filter ? Filter((int)filter) : null);
    }

    /// <summary>
    /// Height and width in the end, the length of the shorter side before a crop, and whether both sides are stretched.
    /// A stretch with a crop after it is not said: <see cref="ImageView"/> has none.
    /// </summary>
    private static (int[]? Sides, int? Shorter, bool? Stretch) Geometry(JsonElement root)
    {
        var crop = Flag(root, "do_center_crop", false) ? Sides(root, "crop_size") : null;
        if (!Flag(root, "do_resize", true) || !root.TryGetProperty("size", out var size)) return (crop, null, null);
        var share = Number(root, "crop_pct");
        var isNumber = size.ValueKind == JsonValueKind.Number;
        var shortest = isNumber && (crop ?? (object?)share) is not null ? size.GetInt32() : (int?)Number(size, "shortest_edge");
        return (shortest, share) switch
        {
            // ConvNeXt's processor crops small sizes out of a larger picture and stretches to large ones.
            ({ } side, { } part) => side < 384 ? ([side, side], (int)(side / part), null) : ([side, side], null, true),
            ({ } side, null) => (crop, side, null),
            _ => crop is null ? (Sides(root, "size"), null, true) : (crop, null, null),
        };
    }

    private static int[]? Sides(JsonElement root, string key)
    {
        if (!root.TryGetProperty(key, out var size)) return null;
        if (size.ValueKind == JsonValueKind.Number) return [size.GetInt32(), size.GetInt32()];
        return Number(size, "height") is { } height && Number(size, "width") is { } width ? [(int)height, (int)width] : null;
    }

    private static Interpolation Filter(int pillow) => pillow switch
    {
        0 => Interpolation.Nearest,
        1 => Interpolation.Lanczos,
        2 => Interpolation.Bilinear,
        3 => Interpolation.Bicubic,
        4 => Interpolation.Box,
        _ => throw new FormatException($"resample is {pillow}; EvalKit knows Pillow's filters 0 to 4"),
    };

    private static bool Flag(JsonElement root, string key, bool otherwise) =>
        root.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null ? value.GetBoolean() : otherwise;

    private static double? Number(JsonElement root, string key) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    private static double[]? Numbers(JsonElement root, string key) =>
        Number(root, key) is { } number ? [number]
        : root.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(element => element.GetDouble())]
        : null;
}
