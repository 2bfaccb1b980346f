using MathNet.Numerics.IntegralTransforms;

namespace EvalKit.Methods.Tests.Perturbations.Audio;

/// <summary>Kinds that move values in time.</summary>
public class TimeTests
{
    public static TheoryData<int, double> Factors => new() { { 1, 1.05 }, { 2, 1.1 }, { 3, 1.15 }, { 4, 1.2 }, { 5, 1.3 } };

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 4)]
    [InlineData(3, 10)]
    [InlineData(4, 20)]
    [InlineData(5, 40)]
    public void Time_shift_rolls_either_way(int severity, int shift)
    {
        float[] source = [.. Enumerable.Range(0, 200).Select(i => (float)i)];
        var shifts = Enumerable.Range(0, 400).Select(sample =>
        {
            var result = PerturbedSeries.Of("time-shift", source, severity, $"{sample}");
            var first = (int)result[0];
            Assert.Equal([.. source[first..], .. source[..first]], result);
            return first;
        }).ToArray();
        Assert.Equal([shift, 200 - shift], shifts.Distinct().Order());
        Assert.Equal(200, shifts.Count(first => first == shift), 40.0);
    }

    [Theory]
    [MemberData(nameof(Factors))]
    public void Speed_change_moves_the_pitch(int severity, double factor)
    {
        // The interpolated sine is the sine of another frequency; 0.05 periods a value is well within what 32 taps resolve.
        var source = PerturbedSeries.Sine(2000, 0.05);
        foreach (var (result, speed) in BothWays("speed-change", source, severity, factor))
        {
            var end = (int)Math.Min(2000 / speed, 2000) - 30;
            Assert.All(Enumerable.Range(30, end - 30), i => Assert.Equal(0.5 * Math.Sin(2 * Math.PI * 0.05 * speed * i), result[i], 2e-3));
            if (speed > 1) Assert.All(result[(int)Math.Ceiling(2000 / speed)..], value => Assert.Equal(0, value));
        }
    }

    [Theory]
    [MemberData(nameof(Factors))]
    public void Speed_change_aliases_nothing(int severity, double factor)
    {
        // 0.48 periods a value, sped up, cannot be held and must be gone.
        var source = PerturbedSeries.Sine(2000, 0.48);
        var (result, _) = BothWays("speed-change", source, severity, factor).First(one => one.Speed > 1);
        var kept = PerturbedSeries.Energy(result[200..1200]) / PerturbedSeries.Energy(source[200..1200]);
        Assert.InRange(kept, 0, severity == 1 ? 0.5 : 0.05);
    }

    [Theory]
    [MemberData(nameof(Factors))]
    public void Time_stretch_keeps_the_pitch_and_moves_what_happens(int severity, double factor)
    {
        // A tone from the second quarter on, at 8 kHz.
        const int Length = 16384;
        float[] source = [.. PerturbedSeries.Sine(Length, 0.0625).Select((value, i) => i < Length / 4 ? 0 : value)];
        foreach (var (result, speed) in BothWays("time-stretch", source, severity, factor, rate: 8000))
        {
            // Within one window of 40 ms.
            var begin = Array.FindIndex(result, value => Math.Abs(value) > 0.25);
            Assert.Equal(Length / 4 / speed, begin, 320.0);

            double[] spectrum = [.. result.AsSpan(7000, 4096), 0, 0];
            Fourier.ForwardReal(spectrum, 4096, FourierOptions.NoScaling);
            var power = Enumerable.Range(0, 2048).Select(bin => (spectrum[2 * bin] * spectrum[2 * bin]) + (spectrum[(2 * bin) + 1] * spectrum[(2 * bin) + 1])).ToArray();
            Assert.Equal(256, Array.IndexOf(power, power.Max()));

            // The windows go on from one another, so that hardly anything but the tone is heard.
            Assert.InRange(power.Where((_, bin) => Math.Abs(bin - 256) > 4).Sum() / power.Sum(), 0, 0.01);
            Assert.Equal(0.5, result[7000..11000].Max(), 0.03f);
        }
    }

    [Theory]
    [InlineData(1, 0.2, 12)]
    [InlineData(2, 0.4, 9)]
    [InlineData(3, 0.8, 6)]
    [InlineData(4, 1.2, 3)]
    [InlineData(5, 2, 0)]
    public void Reverberation_decays_as_stated(int severity, double seconds, double ratio)
    {
        // What becomes of a click is the room's response.
        const int Rate = 8000;
        var source = new float[3 * Rate];
        source[0] = 1;
        var response = PerturbedSeries.Of("reverberation", source, severity, rate: Rate);
        Assert.Equal(1, response[0], 1e-6f);
        var tail = PerturbedSeries.Energy(response.Skip(1));
        Assert.Equal(ratio, -10 * Math.Log10(tail), 1e-3);

        // Schroeder 1965: the energy that is yet to come falls in a straight line, 60 dB over the stated time.
        foreach (var part in (double[])[0.25, 0.5])
            Assert.Equal(-60 * part, 10 * Math.Log10(PerturbedSeries.Energy(response.Skip((int)(part * seconds * Rate))) / tail), 1.5);
        Assert.InRange(PerturbedSeries.Energy(response.Skip((int)(1.01 * seconds * Rate))), 0, 1e-12);
    }

    [Fact]
    public void Reverberation_is_a_convolution()
    {
        // Two clicks give the sum of two responses.
        var click = new float[64];
        click[0] = 1;
        var response = PerturbedSeries.Of("reverberation", click, 3, rate: 100);
        click[10] = -2;
        var result = PerturbedSeries.Of("reverberation", click, 3, rate: 100);
        Assert.All(Enumerable.Range(0, 64), i => Assert.Equal(response[i] - (i < 10 ? 0 : 2 * response[i - 10]), result[i], 1e-5f));
    }

    // The first samples at which the coin fell either way: the faster one ends in silence, or has a tone earlier.
    private static IEnumerable<(float[] Result, double Speed)> BothWays(string kind, float[] source, int severity, double factor, double rate = 1000)
    {
        var results = Enumerable.Range(0, 20).Select(sample => PerturbedSeries.Of(kind, source, severity, $"{sample}", rate)).ToArray();
        yield return (results.First(result => result[^20..].All(value => value == 0)), factor);
        yield return (results.First(result => result[^20..].Any(value => value != 0)), 1 / factor);
    }
}
