using System.Numerics.Tensors;
using EvalKit.Core.Memory;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;

namespace EvalKit.Methods.Perturbations.Audio;

/// <summary>
/// Low pass: frequencies above 0.7, 0.5, 0.35, 0.2, 0.1 of half the sample rate are taken away by a filter of linear phase (a sinc
/// of 101 taps under a Hamming window, −6 dB at the cut-off); the first and last value stand for those beyond the ends.
/// </summary>
[Plugin("low-pass", Source = "Oppenheim and Schafer 2009, Discrete-time signal processing, section 7.5; audiomentations, LowPassFilter; the cut-offs are ours")]
public sealed record LowPass : ISeriesPerturbation
{
    private const int Half = 50;

    private static readonly SeverityValues<double> CutOff = new(0.7, 0.5, 0.35, 0.2, 0.1);

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<float> source, Span<float> destination, in SeriesContext context)
    {
        Span<float> taps = stackalloc float[(2 * Half) + 1];
        Fill(taps, CutOff[context.Severity]);
        using var padded = new PooledBuffer<float>(context.Length + (2 * Half));
        for (var start = 0; start < source.Length; start += context.Length)
        {
            var channel = source.Slice(start, context.Length);
            padded.Span[..Half].Fill(channel[0]);
            channel.CopyTo(padded.Span[Half..]);
            padded.Span[^Half..].Fill(channel[^1]);
            for (var i = 0; i < context.Length; i++) destination[start + i] = TensorPrimitives.Dot(padded.Span.Slice(i, taps.Length), taps);
        }
    }

    private static void Fill(Span<float> taps, double cutOff)
    {
        for (var i = 0; i < taps.Length; i++)
        {
            var sinc = i == Half ? cutOff : Math.Sin(Math.PI * cutOff * (i - Half)) / (Math.PI * (i - Half));
            taps[i] = (float)(sinc * (0.54 - (0.46 * Math.Cos(Math.PI * i / Half))));
        }

        TensorPrimitives.Divide(taps, TensorPrimitives.Sum<float>(taps), taps);
    }
}
