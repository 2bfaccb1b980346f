using EvalKit.Core.Images;

namespace EvalKit.Methods.Attributions.Segments;

/// <summary>Colours in CIELAB, in which distances are about those that people see (sRGB, IEC 61966-2-1, white D65).</summary>
internal static class CieLab
{
    /// <summary>Converts a picture.</summary>
    /// <param name="picture">[channels, height, width], values 0 to 1; grey stands for three equal channels.</param>
    /// <param name="shape">The picture's shape.</param>
    /// <param name="destination">Receives [3, height, width]: L from 0 to 100, a and b.</param>
    public static void Convert(ReadOnlySpan<float> picture, ImageShape shape, Span<float> destination)
    {
        var pixels = shape.Pixels;
        for (var i = 0; i < pixels; i++)
        {
            var red = Linear(picture[i]);
            var green = shape.Channels == 3 ? Linear(picture[pixels + i]) : red;
            var blue = shape.Channels == 3 ? Linear(picture[(2 * pixels) + i]) : red;
            var x = Curve(((0.4124564f * red) + (0.3575761f * green) + (0.1804375f * blue)) / 0.95047f);
            var y = Curve((0.2126729f * red) + (0.7151522f * green) + (0.0721750f * blue));
            var z = Curve(((0.0193339f * red) + (0.1191920f * green) + (0.9503041f * blue)) / 1.08883f);
            destination[i] = (116 * y) - 16;
            destination[pixels + i] = 500 * (x - y);
            destination[(2 * pixels) + i] = 200 * (y - z);
        }
    }

    private static float Linear(float value) => value <= 0.04045f ? value / 12.92f : MathF.Pow((value + 0.055f) / 1.055f, 2.4f);

    private static float Curve(float value) => value > 0.008856452f ? MathF.Cbrt(value) : (7.787037f * value) + (16 / 116f);
}
