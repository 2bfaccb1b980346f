using System.ComponentModel.DataAnnotations;
using System.Globalization;
using EvalKit.Core.Configuration.Documents;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;

namespace EvalKit.Core.Configuration;

/// <summary>One perturbation of which the level is sought at which accuracy falls to a target.</summary>
/// <param name="Place">Where it was written.</param>
/// <param name="Method">The perturbation.</param>
/// <param name="Levels">The number of levels tried, at equal ratios.</param>
/// <param name="From">The lowest level tried; left out, the kind's own.</param>
/// <param name="To">The highest level tried; left out, the kind's own.</param>
/// <param name="Target">The accuracy that is common to all models.</param>
/// <param name="Samples">The number of samples at each level, from the first; left out, as many as under the perturbations.</param>
public sealed record NoiseToleranceConfig(
    SourcePlace Place,
    PluginInstance<IGradedImagePerturbation> Method,
    [Range(3, 100)] int Levels = 13,
    [Range(0, double.MaxValue, MinimumIsExclusive = true)] double? From = null,
    [Range(0, double.MaxValue, MinimumIsExclusive = true)] double? To = null,
    [Range(0, 1, MinimumIsExclusive = true, MaximumIsExclusive = true)] double Target = 0.5,
    [Range(1, int.MaxValue)] int? Samples = null)
{
    private const int Digits = 3;

    /// <summary>The levels, ascending, each rounded to three digits, so that a level is the number that its name says.</summary>
    /// <exception cref="Errors.UserException">The range is empty, or too narrow for as many levels.</exception>
    public IReadOnlyList<double> Grid()
    {
        var (from, to) = (From ?? Method.Method.Levels.From, To ?? Method.Method.Levels.To);
        double[] levels = [.. Enumerable.Range(0, Levels).Select(i => Rounded(from * Math.Pow(to / from, i / (Levels - 1.0))))];
        return levels.Zip(levels.Skip(1)).All(pair => pair.First < pair.Second)
            ? levels
            : throw new Errors.UserException(string.Create(
                CultureInfo.InvariantCulture,
                $"{Place}: noise-tolerance: {Method.Name}: {Levels} levels from {from} to {to} do not ascend when they are rounded to {Digits} digits; allowed: 'to' well above 'from', or fewer levels"));
    }

    private static double Rounded(double level) =>
        double.Parse(level.ToString($"G{Digits}", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);
}
