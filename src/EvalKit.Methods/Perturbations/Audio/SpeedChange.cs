using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;

namespace EvalKit.Methods.Perturbations.Audio;

/// <summary>
/// Speed change: the series runs 1.05, 1.1, 1.15, 1.2, 1.3 times as fast or as slow by the toss of a coin, and its pitch rises or
/// falls with it. The length stays: what is too long is cut off, and after what is too short come zeros.
/// </summary>
[Plugin("speed-change", Source = "Ko et al. 2015, Audio augmentation for speech recognition, speed perturbation; the factors are ours")]
public sealed record SpeedChange : ISeriesPerturbation
{
    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<float> source, Span<float> destination, in SeriesContext context)
    {
        var factor = Tempo.Draw(context);
        for (var start = 0; start < source.Length; start += context.Length)
        {
            var from = source.Slice(start, context.Length);
            var to = destination.Slice(start, context.Length);
            for (var i = 0; i < to.Length; i++)
            {
                var place = i * factor;
                to[i] = place <= from.Length - 1 ? SincInterpolation.At(from, place, cutOff: Math.Min(1, 1 / factor)) : 0;
            }
        }
    }
}
