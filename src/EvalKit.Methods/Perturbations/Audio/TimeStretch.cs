using System.Numerics.Tensors;
using EvalKit.Core.Memory;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;

namespace EvalKit.Methods.Perturbations.Audio;

/// <summary>
/// Time stretch: the series runs 1.05, 1.1, 1.15, 1.2, 1.3 times as fast or as slow by the toss of a coin, and keeps its pitch:
/// windows of 40 ms are laid over one another, each taken where it goes on best from the one before (WSOLA). The length stays as
/// under speed-change.
/// </summary>
[Plugin("time-stretch", Source = "Verhelst and Roelands 1993, WSOLA; the factors are ours")]
public sealed record TimeStretch : ISeriesPerturbation
{
    private const double Seconds = 0.04;

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<float> source, Span<float> destination, in SeriesContext context)
    {
        var factor = Tempo.Draw(context);
        var length = context.Length;
        var hop = Math.Max((int)Math.Round(Seconds / 2 * context.SampleRate), 4);
        var reach = hop / 2;

        // Zeros on both sides, so that windows and searches may go beyond the ends.
        var margin = 4 * hop;
        var padded = length + (2 * margin);
        using var buffer = new PooledBuffer<float>(padded * context.Channels);
        buffer.Span.Clear();
        for (var channel = 0; channel < context.Channels; channel++)
            source.Slice(channel * length, length).CopyTo(buffer.Span.Slice((channel * padded) + margin, length));
        using var window = new PooledBuffer<float>(2 * hop);
        for (var i = 0; i < window.Span.Length; i++) window.Span[i] = (float)(0.5 - (0.5 * Math.Cos(Math.PI * i / hop)));

        destination.Clear();
        var last = -hop;
        for (var start = -hop; start < length; start += hop)
        {
            var wanted = (int)Math.Round(start * factor);
            if (wanted >= length) break;
            var taken = start < 0 ? start : Best(buffer.Span, padded, margin, last + hop, wanted, reach, 2 * hop);
            for (var channel = 0; channel < context.Channels; channel++)
            {
                var from = Math.Max(-start, 0);
                var count = Math.Min(2 * hop, length - start) - from;
                var heard = destination.Slice((channel * length) + start + from, count);
                TensorPrimitives.MultiplyAdd(buffer.Span.Slice((channel * padded) + margin + taken + from, count), window.Span.Slice(from, count), heard, heard);
            }

            last = taken;
        }
    }

    // The place near the wanted one whose window is most like the natural continuation; of equally like ones the wanted.
    private static int Best(ReadOnlySpan<float> series, int padded, int margin, int continuation, int wanted, int reach, int width)
    {
        var best = wanted;
        var likeness = Likeness(series, padded, margin, continuation, wanted, width);
        for (var place = wanted - reach; place <= wanted + reach; place++)
        {
            var alike = Likeness(series, padded, margin, continuation, place, width);
            if (alike > likeness) (best, likeness) = (place, alike);
        }

        return best;
    }

    private static double Likeness(ReadOnlySpan<float> series, int padded, int margin, int one, int other, int width)
    {
        var sum = 0.0;
        for (var start = margin; start < series.Length; start += padded)
            sum += TensorPrimitives.Dot(series.Slice(start + one, width), series.Slice(start + other, width));
        return sum;
    }
}
