using EvalKit.Core.Images;

namespace EvalKit.Methods.Attributions.Substrates;

/// <summary>Replaces removed pixels by those of one other picture.</summary>
internal static class SubstrateFill
{
    /// <summary>Writes the picture once a mask.</summary>
    /// <param name="picture">[channels, height, width].</param>
    /// <param name="fill">[channels, height, width]: the values that replace.</param>
    /// <param name="removed">[n, height, width].</param>
    /// <param name="destination">Receives [n, channels, height, width].</param>
    /// <param name="shape">The picture's shape.</param>
    public static void Apply(
        ReadOnlySpan<float> picture, ReadOnlySpan<float> fill, ReadOnlySpan<bool> removed, Span<float> destination, ImageShape shape)
    {
        for (var start = 0; start < removed.Length; start += shape.Pixels)
        {
            var mask = removed.Slice(start, shape.Pixels);
            for (var channel = 0; channel < shape.Channels; channel++)
            {
                var kept = picture.Slice(channel * shape.Pixels, mask.Length);
                var filled = fill.Slice(channel * shape.Pixels, mask.Length);
                var target = destination.Slice((start * shape.Channels) + (channel * shape.Pixels), mask.Length);
                for (var i = 0; i < mask.Length; i++) target[i] = mask[i] ? filled[i] : kept[i];
            }
        }
    }
}
