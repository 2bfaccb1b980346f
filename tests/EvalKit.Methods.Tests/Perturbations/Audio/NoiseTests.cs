using MathNet.Numerics;
using MathNet.Numerics.IntegralTransforms;

namespace EvalKit.Methods.Tests.Perturbations.Audio;

public class NoiseTests
{
    [Theory]
    [InlineData("white-noise")]
    [InlineData("pink-noise")]
    [InlineData("brown-noise")]
    public void The_ratio_of_each_channel_is_as_stated(string kind)
    {
        // A constant beneath the signal is none of it.
        float[] source = [.. PerturbedSeries.Sine(1500, 0.01), .. PerturbedSeries.Sine(1500, 0.02, 0.05).Select(value => value + 3)];
        for (var severity = 1; severity <= 5; severity++)
        {
            var noisy = PerturbedSeries.Of(kind, source, severity, channels: 2);
            var noise = noisy.Zip(source, (x, y) => x - y).ToArray();
            Assert.Equal(30 - (5 * severity), 10 * Math.Log10(1500 * 0.125 / PerturbedSeries.Energy(noise[..1500])), 1e-3);
            Assert.Equal(30 - (5 * severity), 10 * Math.Log10(1500 * 0.00125 / PerturbedSeries.Energy(noise[1500..])), 1e-3);
            Assert.InRange(Math.Abs(Correlation(noise[..1500], noise[1500..])), 0, 0.9);
        }

        Assert.All(PerturbedSeries.Of(kind, [5, 5, 5], 5), value => Assert.Equal(5, value));
    }

    [Theory]
    [InlineData("white-noise", 0)]
    [InlineData("pink-noise", -1)]
    [InlineData("brown-noise", -2)]
    public void Power_falls_with_frequency_as_stated(string kind, double slope)
    {
        // 200 spectra of 4,096 values: a bin's mean power is off by 1 / √200, the slope over 1,000 bins by far less.
        const int Length = 4096;
        var source = PerturbedSeries.Sine(Length, 0.25);
        var power = new double[Length / 2];
        for (var sample = 0; sample < 200; sample++)
        {
            double[] spectrum = [.. PerturbedSeries.Of(kind, source, 5, $"{sample}").Zip(source, (x, y) => (double)x - y), 0, 0];
            Fourier.ForwardReal(spectrum, Length, FourierOptions.NoScaling);
            for (var bin = 0; bin < power.Length; bin++) power[bin] += (spectrum[2 * bin] * spectrum[2 * bin]) + (spectrum[(2 * bin) + 1] * spectrum[(2 * bin) + 1]);
        }

        double[] bins = [.. Enumerable.Range(8, 1500).Select(bin => (double)bin)];
        var (_, fitted) = Fit.Line([.. bins.Select(bin => Math.Log(bin))], [.. bins.Select(bin => Math.Log(power[(int)bin]))]);
        Assert.Equal(slope, fitted, 0.02);

        // Level below a thousandth of the sample rate, the fourth bin here, and no constant part.
        if (slope < 0) Assert.Equal(0, Math.Log(power[1] / power[4]), 0.4);
        if (slope < 0) Assert.InRange(power[0] / power[1], 0, 1e-6);
    }

    private static double Correlation(float[] one, float[] other) =>
        one.Zip(other, (x, y) => (double)x * y).Sum() / Math.Sqrt(PerturbedSeries.Energy(one) * PerturbedSeries.Energy(other));
}
