using System.Globalization;
using EvalKit.Core.Metrics;
using EvalKit.Core.Statistics;

namespace EvalKit.Methods.Metrics.Robustness;

/// <summary>The level of a sweep at which accuracy falls to a target, with its interval.</summary>
internal sealed class ToleratedLevel
{
    private readonly IReadOnlyList<double> _levels;
    private readonly double[] _clean;
    private readonly double[][] _right;
    private readonly int _lost;

    /// <summary>Takes the samples that clean data and all levels have in common.</summary>
    public ToleratedLevel(SweepTable sweep)
    {
        var common = CommonSamples.Of([sweep.Clean.Samples, .. sweep.AtLevels.Select(table => table.Samples)]);
        _levels = sweep.Levels;
        _clean = Right(sweep.Clean, common.Rows(0));
        _right = [.. sweep.AtLevels.Select((table, i) => Right(table, common.Rows(i + 1)))];
        _lost = sweep.AtLevels.Max(table => table.Count + table.Excluded) - common.Count;
    }

    /// <summary>The level; missing where the curve does not cross the target between two levels of the grid.</summary>
    /// <param name="target">The target for a clean accuracy.</param>
    /// <param name="intervals">Makes the interval.</param>
    public Estimate Estimate(Func<double, double> target, Intervals intervals)
    {
        if (_clean.Length == 0) return Core.Metrics.Estimate.Missing("no samples");
        var all = new byte[_clean.Length];
        all.AsSpan().Fill(1);
        var level = At(all, target);
        if (level is 0 or double.PositiveInfinity) return new(double.NaN, null, null, _clean.Length, Outside(level, target));
        var estimate = intervals.Of(_clean.Length, weights => At(weights, target), Note);
        return estimate is { Low: 0 } or { High: double.PositiveInfinity }
            ? estimate with { Low = null, High = null, Note = Joined(Note, "no interval: it reaches beyond the levels tried") }
            : estimate;
    }

    private string? Note => _lost == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{_lost:N0} samples that lack finite scores at some level left out");

    // The same in a resample as in the sample: a curve, then where it crosses the target.
    private double At(ReadOnlySpan<byte> weights, Func<double, double> target)
    {
        Span<double> values = _right.Length <= 128 ? stackalloc double[_right.Length] : new double[_right.Length];
        for (var i = 0; i < values.Length; i++) values[i] = Resamples.WeightedSum(weights, _right[i]) / weights.Length;
        FallingCurve.Fit(values);
        return FallingCurve.Crossing(_levels, values, target(Resamples.WeightedSum(weights, _clean) / weights.Length));
    }

    private string Outside(double level, Func<double, double> target)
    {
        var (clean, end) = (_clean.Average(), level == 0 ? _right[0].Average() : _right[^1].Average());
        var sought = target(clean);
        var why = level switch
        {
            0 when clean <= sought => $"no level: accuracy on clean data, {Percent(clean)}, is not above the target, {Percent(sought)}",
            0 => string.Create(CultureInfo.InvariantCulture, $"below {_levels[0]}, the lowest level tried: accuracy is {Percent(end)} there, the target {Percent(sought)}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"above {_levels[^1]}, the highest level tried: accuracy is {Percent(end)} there, the target {Percent(sought)}"),
        };
        return Joined(Note, why);
    }

    private static string Joined(string? first, string second) => first is null ? second : $"{first}; {second}";

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.0} %");

    private static double[] Right(PredictionTable table, ReadOnlySpan<int> rows)
    {
        var right = new double[rows.Length];
        for (var i = 0; i < right.Length; i++) right[i] = table.Predictions.Span[rows[i]] == table.Labels.Span[rows[i]] ? 1 : 0;
        return right;
    }
}
