using EvalKit.Core.Images;
using EvalKit.Methods.Perturbations;

namespace EvalKit.Methods.Attributions;

/// <summary>The colour that stands for an absent pixel.</summary>
internal static class Baseline
{
    /// <summary>Writes the colour over a whole picture.</summary>
    /// <param name="picture">[channels, height, width].</param>
    /// <param name="shape">The picture's shape.</param>
    /// <param name="value">One number for every channel; null for each channel's mean over the picture.</param>
    /// <param name="destination">Receives [channels, height, width].</param>
    public static void Fill(ReadOnlySpan<float> picture, ImageShape shape, double? value, Span<float> destination)
    {
        for (var channel = 0; channel < shape.Channels; channel++)
        {
            var range = (channel * shape.Pixels)..((channel + 1) * shape.Pixels);
            destination[range].Fill((float)(value ?? PlaneMean.Of(picture[range])));
        }
    }
}
