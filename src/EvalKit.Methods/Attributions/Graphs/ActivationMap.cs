using EvalKit.Core.Data;
using EvalKit.Core.Images;
using EvalKit.Core.Models;

namespace EvalKit.Methods.Attributions.Graphs;

/// <summary>Makes a heat map of a feature map.</summary>
internal static class ActivationMap
{
    /// <summary>max(0, Σ weight · channel), brought to the picture's size by bilinear interpolation.</summary>
    /// <param name="features">The feature map.</param>
    /// <param name="weights">One a channel.</param>
    /// <param name="shape">The picture's shape.</param>
    /// <param name="attribution">Receives [height, width].</param>
    public static void Write(FeatureMap features, ReadOnlySpan<double> weights, ImageShape shape, Span<float> attribution)
    {
        var places = features.Height * features.Width;
        var map = new float[places];
        for (var place = 0; place < places; place++)
        {
            var sum = 0.0;
            for (var channel = 0; channel < features.Channels; channel++) sum += weights[channel] * features.Values[(channel * places) + place];
            map[place] = (float)Math.Max(0, sum);
        }

        Resampler.Resize(map, features.Height, features.Width, attribution, shape.Height, shape.Width, Interpolation.Bilinear);
    }
}
