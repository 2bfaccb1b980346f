using System.Numerics;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Randomness;
using MathNet.Numerics.IntegralTransforms;

namespace EvalKit.Methods.Perturbations.Audio;

/// <summary>Noise whose power falls with frequency, added at a given ratio to the signal.</summary>
internal static class NoiseColour
{
    // A power law has most of its power at the lowest frequencies, which nobody hears and few series resolve: below this share
    // of the sample rate (16 Hz at 16 kHz) the spectrum is level.
    private const double LevelBelow = 0.001;

    /// <summary>The signal-to-noise ratios of severities 1 to 5 in dB, for every colour.</summary>
    public static readonly SeverityValues<double> Ratio = new(25, 20, 15, 10, 5);

    /// <summary>
    /// Adds noise to each channel by itself, scaled so that the channel's variance over the noise's mean square is just the
    /// ratio. A constant channel, which has no signal, gets none.
    /// </summary>
    /// <param name="source">[channels, length].</param>
    /// <param name="destination">Receives the noisy series.</param>
    /// <param name="exponent">The power at frequency f goes as 1 / f to this: 0 white, 1 pink, 2 brown.</param>
    /// <param name="context">Shape, severity and random stream.</param>
    public static void Add(ReadOnlySpan<float> source, Span<float> destination, double exponent, in SeriesContext context)
    {
        var decibels = Ratio[context.Severity];
        var length = context.Length;
        var random = context.CreateRandom();
        for (var start = 0; start < source.Length; start += length)
        {
            var signal = source.Slice(start, length);
            var noisy = destination.Slice(start, length);
            if (exponent == 0) random.FillGaussian(noisy);
            else Fill(noisy, exponent, ref random);
            var power = MeanSquare(noisy);
            var scale = power > 0 ? Math.Sqrt(Variance(signal) / power * Math.Pow(10, -decibels / 10)) : 0;
            for (var i = 0; i < length; i++) noisy[i] = (float)(signal[i] + (scale * noisy[i]));
        }
    }

    // Normal numbers in the frequency domain, shaped there (Timmer and König 1995). The period is a power of two that is no
    // shorter than the series.
    private static void Fill(Span<float> noise, double exponent, ref RandomStream random)
    {
        var period = (int)Math.Max(BitOperations.RoundUpToPowerOf2((uint)noise.Length), 2);
        var spectrum = new double[period + 2];
        var level = Math.Max(LevelBelow * period, 1);
        for (var bin = 1; bin <= period / 2; bin++)
        {
            var amplitude = Math.Pow(Math.Max(bin, level), -exponent / 2);
            spectrum[2 * bin] = amplitude * random.NextGaussian();
            spectrum[(2 * bin) + 1] = bin < period / 2 ? amplitude * random.NextGaussian() : 0;
        }

        Fourier.InverseReal(spectrum, period, FourierOptions.NoScaling);
        for (var i = 0; i < noise.Length; i++) noise[i] = (float)spectrum[i];
    }

    private static double MeanSquare(ReadOnlySpan<float> values)
    {
        var sum = 0.0;
        foreach (var value in values) sum += (double)value * value;
        return sum / values.Length;
    }

    private static double Variance(ReadOnlySpan<float> values)
    {
        var sum = 0.0;
        foreach (var value in values) sum += value;
        var mean = sum / values.Length;
        sum = 0;
        foreach (var value in values) sum += (value - mean) * (value - mean);
        return sum / values.Length;
    }
}
