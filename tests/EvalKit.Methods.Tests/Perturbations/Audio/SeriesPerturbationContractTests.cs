using EvalKit.Core.Perturbations;
using EvalKit.Core.Randomness;
using EvalKit.Methods.Tests.Attributions;

namespace EvalKit.Methods.Tests.Perturbations.Audio;

/// <summary>What every series perturbation of the catalogue must keep to.</summary>
public class SeriesPerturbationContractTests
{
    private static readonly (int Channels, int Length, double Rate)[] Shapes = [(1, 1, 1), (2, 2, 16000), (1, 3, 0.01), (3, 700, 1), (1, 5000, 8000), (2, 2048, 16000)];

    public static TheoryData<string> Kinds => Catalogue<ISeriesPerturbation>.Kinds;

    [Fact]
    public void All_are_found() => Assert.True(Kinds.Count >= 11);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Is_described(string kind) => Catalogue<ISeriesPerturbation>.AssertDescribed(kind);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Keeps_the_source_is_finite_and_depends_on_the_key_only(string kind)
    {
        foreach (var (channels, length, rate) in Shapes)
        {
            for (var severity = 1; severity <= 5; severity++)
            {
                var source = Series(channels * length);
                var copy = source.ToArray();
                var first = PerturbedSeries.Of(kind, source, severity, "a", rate, channels);
                Assert.Equal(copy, source);
                Assert.All(first, value => Assert.True(float.IsFinite(value)));
                var others = new float[2][];
                Parallel.For(0, others.Length, i => others[i] = PerturbedSeries.Of(kind, source, severity, "a", rate, channels));
                Assert.All(others, other => Assert.Equal(first, other));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_is_random_differs_between_samples_at_every_severity(string kind)
    {
        var source = Series(4000);
        for (var severity = 1; severity <= 5; severity++)
        {
            var results = Enumerable.Range(0, 12).Select(sample => string.Join(' ', PerturbedSeries.Of(kind, source, severity, $"{sample}")[..]));
            Assert.Equal(kind is not ("clipping" or "low-pass"), results.Distinct().Count() > 1);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Severities_are_monotone_in_distortion(string kind)
    {
        // A slow wave under little noise, so that shifts and speeds tell; both directions of a coin are met.
        float[] source = [.. Series(4000).Select((value, i) => (float)((0.3 * value) + Math.Sin(i * 0.0007)))];
        var distortions = Enumerable.Range(1, 5).Select(severity => Enumerable.Range(0, 16).Sum(sample =>
            PerturbedSeries.Energy(PerturbedSeries.Of(kind, source, severity, $"{sample}").Zip(source, (x, y) => x - y)))).ToArray();
        Assert.True(distortions[0] > 0);
        Assert.All(distortions.Zip(distortions.Skip(1)), pair => Assert.True(pair.First < pair.Second, string.Join(", ", distortions)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Silence_stays_silent(string kind) =>
        Assert.All(PerturbedSeries.Of(kind, new float[500], 5), value => Assert.Equal(0, value));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Refuses_other_severities(string kind)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => PerturbedSeries.Of(kind, Series(10), 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => PerturbedSeries.Of(kind, Series(10), 6));
    }

    private static float[] Series(int length)
    {
        var random = new RandomStream(3);
        return [.. Enumerable.Range(0, length).Select(_ => (float)(0.2 * random.NextGaussian()))];
    }
}
