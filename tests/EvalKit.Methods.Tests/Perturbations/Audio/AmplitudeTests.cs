namespace EvalKit.Methods.Tests.Perturbations.Audio;

/// <summary>Kinds that change values where they stand, by hand.</summary>
public class AmplitudeTests
{
    private static readonly float[] Ramp = [.. Enumerable.Range(0, 1000).Select(i => (float)i)];

    [Theory]
    [InlineData(1, 1.41254)]
    [InlineData(2, 1.99526)]
    [InlineData(3, 3.16228)]
    [InlineData(4, 5.62341)]
    [InlineData(5, 10)]
    public void Gain_is_up_or_down_equally_often(int severity, double factor)
    {
        var factors = Enumerable.Range(0, 1000).Select(sample => (double)PerturbedSeries.Of("gain", [1], severity, $"{sample}")[0]).ToArray();
        Assert.All(factors, value => Assert.Equal(factor, Math.Max(value, 1 / value), 1e-4));
        Assert.Equal(500, factors.Count(value => value > 1), 4 * Math.Sqrt(250));
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 25)]
    [InlineData(3, 50)]
    [InlineData(4, 100)]
    [InlineData(5, 200)]
    public void Clipping_flattens_both_ends(int severity, int cut) =>
        Assert.Equal(Ramp.Select(value => Math.Clamp(value, cut, 999 - cut)), PerturbedSeries.Of("clipping", Ramp, severity));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 5)]
    [InlineData(4, 10)]
    [InlineData(5, 20)]
    public void Dropout_silences_stretches_of_20_ms_in_all_channels(int severity, int lost)
    {
        // 100 stretches of 20 values at 1,000 Hz.
        float[] source = [.. Enumerable.Repeat(1f, 4000)];
        var result = PerturbedSeries.Of("dropout", source, severity, channels: 2);
        Assert.Equal(result[..2000], result[2000..]);
        var stretches = result[..2000].Chunk(20).ToArray();
        Assert.Equal(lost, stretches.Count(stretch => stretch.All(value => value == 0)));
        Assert.Equal(100 - lost, stretches.Count(stretch => stretch.All(value => value == 1)));
    }

    [Theory]
    [InlineData(1, 0.35)]
    [InlineData(2, 0.25)]
    [InlineData(3, 0.175)]
    [InlineData(4, 0.1)]
    [InlineData(5, 0.05)]
    public void Low_pass_halves_the_cut_off_and_keeps_what_is_well_below(int severity, double cutOff)
    {
        // A tap's window of 101 values makes the edge 3.3 / 101 of the sample rate wide (Hamming).
        Assert.Equal(0.5, Amplitude("low-pass", cutOff, severity), 0.01);
        Assert.Equal(1, Amplitude("low-pass", cutOff - 0.02, severity), 0.01);
        Assert.Equal(0, Amplitude("low-pass", cutOff + 0.02, severity), 0.01);
        Assert.All(PerturbedSeries.Of("low-pass", [2, 2, 2], severity), value => Assert.Equal(2, value, 1e-5f));
    }

    // The ratio of amplitudes of a sine far from the ends.
    private static double Amplitude(string kind, double frequency, int severity)
    {
        var source = PerturbedSeries.Sine(4000, frequency);
        return Math.Sqrt(PerturbedSeries.Energy(PerturbedSeries.Of(kind, source, severity)[1000..3000]) / PerturbedSeries.Energy(source[1000..3000]));
    }
}
