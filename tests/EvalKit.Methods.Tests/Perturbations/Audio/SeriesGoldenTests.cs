using System.Globalization;
using System.Reflection;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;
using EvalKit.Methods.Tests.Attributions;

namespace EvalKit.Methods.Tests.Perturbations.Audio;

/// <summary>
/// Each kind's values on one short series. Where they change on purpose, raise the plug-in's version and type in the new ones,
/// so that stored units of the older version are not reused.
/// </summary>
public class SeriesGoldenTests
{
    [Theory]
    [InlineData("brown-noise", 1, "-0.1481 -0.88729 0.9305 0.6171 0.19824 -0.55665")]
    [InlineData("clipping", 1, "-0.28 -0.72 0.6 0.16 -0.36 -0.72")]
    [InlineData("dropout", 1, "-0.28 0 0 0.16 -0.36 -0.88")]
    [InlineData("gain", 1, "-0.028 -0.08 0.068 0.016 -0.036 -0.088")]
    [InlineData("low-pass", 1, "0.07132 0.01294 -0.05383 -0.12738 -0.20611 -0.28837")]
    [InlineData("pink-noise", 1, "0.01611 -1.13942 0.89445 0.54977 0.19556 -0.79387")]
    [InlineData("reverberation", 1, "-0.295 -0.61608 0.52309 -0.6703 -0.22764 -0.13217")]
    [InlineData("speed-change", 1, "-0.80758 0.10176 0.81684 0.182 -0.17275 -0.82027")]
    [InlineData("time-shift", 1, "0.32 -0.2 -0.72 0.76 0.24 -0.28")]
    [InlineData("time-stretch", 1, "-0.2 -0.72 0.76 0.24 -0.28 -0.8")]
    [InlineData("white-noise", 1, "0.01321 -1.30282 0.98617 0.21071 -0.4633 -0.40339")]
    public void Values_are_those_of_the_version_stated(string kind, int version, string expected)
    {
        var perturbation = Catalogue<ISeriesPerturbation>.Create(kind);
        Assert.Equal(version, perturbation.GetType().GetCustomAttribute<PluginAttribute>()!.Version);
        float[] source = [.. Enumerable.Range(0, 24).Select(i => (i * 37 % 50 / 25f) - 1)];
        var result = new float[24];
        perturbation.Apply(source, result, new SeriesContext(1, 24, 50, 5, 42));
        result = result[14..20];
        Assert.True(
            expected.Length > 0 && expected.Split(' ').Zip(result).All(pair => Math.Abs(float.Parse(pair.First, CultureInfo.InvariantCulture) - pair.Second) < 2e-5),
            $"The values of {kind} are now \"{string.Join(' ', result.Select(value => value.ToString("0.#####", CultureInfo.InvariantCulture)))}\"");
    }
}
