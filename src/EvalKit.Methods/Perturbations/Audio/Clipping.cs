using System.Numerics.Tensors;
using EvalKit.Core.Memory;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;

namespace EvalKit.Methods.Perturbations.Audio;

/// <summary>
/// Clipping: the 1, 5, 10, 20, 40 % outermost values of each channel, half of them above and half below, are set to the next
/// one within, as an overdriven amplifier does.
/// </summary>
[Plugin("clipping", Source = "audiomentations, ClippingDistortion (Jordal 2019), there at random shares up to 40 %")]
public sealed record Clipping : ISeriesPerturbation
{
    private static readonly SeverityValues<double> Share = new(0.01, 0.05, 0.1, 0.2, 0.4);

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<float> source, Span<float> destination, in SeriesContext context)
    {
        var cut = (int)(Share[context.Severity] / 2 * context.Length);
        using var sorted = new PooledBuffer<float>(context.Length);
        for (var start = 0; start < source.Length; start += context.Length)
        {
            var channel = source.Slice(start, context.Length);
            channel.CopyTo(sorted.Span);
            sorted.Span.Sort();
            TensorPrimitives.Clamp(channel, sorted.Span[cut], sorted.Span[^(cut + 1)], destination.Slice(start, context.Length));
        }
    }
}
