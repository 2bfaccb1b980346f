using System.Numerics;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;
using MathNet.Numerics.IntegralTransforms;

namespace EvalKit.Methods.Perturbations.Audio;

/// <summary>
/// Reverberation in a synthetic room: the series is convolved with an impulse response of the direct sound and, after it, normal
/// noise that falls off exponentially. It takes 0.2, 0.4, 0.8, 1.2, 2 s to fall by 60 dB, and the direct sound has 12, 9, 6, 3, 0 dB
/// more energy than all of it. The length stays.
/// </summary>
[Plugin("reverberation", Source = "Moorer 1979, About this reverberation business (exponential noise as a room's response); the times and ratios are ours")]
public sealed record Reverberation : ISeriesPerturbation
{
    private static readonly SeverityValues<(double Seconds, double Ratio)> Room = new((0.2, 12), (0.4, 9), (0.8, 6), (1.2, 3), (2, 0));

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<float> source, Span<float> destination, in SeriesContext context)
    {
        var length = context.Length;
        var period = (int)BitOperations.RoundUpToPowerOf2((uint)(2 * length));
        var response = new double[period + 2];
        Fill(response.AsSpan(0, length), context);
        Fourier.ForwardReal(response, period, FourierOptions.AsymmetricScaling);

        var series = new double[period + 2];
        for (var start = 0; start < source.Length; start += length)
        {
            Array.Clear(series);
            for (var i = 0; i < length; i++) series[i] = source[start + i];
            Fourier.ForwardReal(series, period, FourierOptions.AsymmetricScaling);
            for (var bin = 0; bin < series.Length; bin += 2)
            {
                var product = new Complex(series[bin], series[bin + 1]) * new Complex(response[bin], response[bin + 1]);
                (series[bin], series[bin + 1]) = (product.Real, product.Imaginary);
            }

            Fourier.InverseReal(series, period, FourierOptions.AsymmetricScaling);
            for (var i = 0; i < length; i++) destination[start + i] = (float)series[i];
        }
    }

    // The energy of the whole tail is set, whether or not the series is long enough to hear it.
    private static void Fill(Span<double> response, in SeriesContext context)
    {
        var (seconds, ratio) = Room[context.Severity];
        var decay = -3 * Math.Log(10) / (seconds * context.SampleRate);
        var random = context.CreateRandom();
        var tail = new double[Math.Max((int)(seconds * context.SampleRate), 1)];
        var energy = 0.0;
        for (var i = 0; i < tail.Length; i++)
        {
            tail[i] = random.NextGaussian() * Math.Exp(decay * (i + 1));
            energy += tail[i] * tail[i];
        }

        // Between two values of a slow series any sound has died away.
        var scale = energy > 0 ? Math.Sqrt(Math.Pow(10, -ratio / 10) / energy) : 0;
        response[0] = 1;
        for (var i = 1; i < response.Length && i <= tail.Length; i++) response[i] = scale * tail[i - 1];
    }
}
