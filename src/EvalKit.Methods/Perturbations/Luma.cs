using System.Numerics.Tensors;
using EvalKit.Core.Images;

namespace EvalKit.Methods.Perturbations;

/// <summary>The brightness of colours: 0.299 red + 0.587 green + 0.114 blue (ITU-R BT.601); of a grey picture its grey.</summary>
internal static class Luma
{
    private const float Red = 0.299f;
    private const float Green = 0.587f;
    private const float Blue = 0.114f;

    /// <summary>The luma of one colour.</summary>
    /// <param name="colour">Red, green, blue.</param>
    public static float Of(ReadOnlySpan<float> colour) => (Red * colour[0]) + (Green * colour[1]) + (Blue * colour[2]);

    /// <summary>The luma of every pixel.</summary>
    /// <param name="picture">[channels, height, width].</param>
    /// <param name="luma">Receives [height, width].</param>
    /// <param name="shape">The picture's shape.</param>
    public static void Of(ReadOnlySpan<float> picture, Span<float> luma, ImageShape shape)
    {
        var pixels = shape.Pixels;
        if (shape.Channels != 3)
        {
            picture.CopyTo(luma);
            return;
        }

        TensorPrimitives.Multiply(picture[..pixels], Red, luma);
        TensorPrimitives.MultiplyAdd(picture.Slice(pixels, pixels), Green, luma, luma);
        TensorPrimitives.MultiplyAdd(picture.Slice(2 * pixels, pixels), Blue, luma, luma);
    }
}
