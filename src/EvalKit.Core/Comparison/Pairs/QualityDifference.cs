using EvalKit.Core.Metrics;
using EvalKit.Core.Statistics;
using MathNet.Numerics.Distributions;

namespace EvalKit.Core.Comparison.Pairs;

/// <summary>
/// By how much one model is better than another, as tested: in pairs on common samples (Tango's score test where all values are 0 or
/// 1, else Student's on the differences, which unlike a bootstrap has p-values small enough for Holm over many pairs), or
/// from two standard errors as if the samples were independent, which is too careful where they are the same samples.
/// </summary>
internal sealed class QualityDifference
{
    private readonly Func<double, Interval> _interval;

    private QualityDifference(double value, double pValue, Func<double, Interval> interval) => (Value, PValue, _interval) = (value, pValue, interval);

    /// <summary>The first's advantage: positive where it is the better one.</summary>
    public double Value { get; }

    /// <summary>The two-sided p-value of no difference.</summary>
    public double PValue { get; }

    /// <summary>The advantage's interval.</summary>
    /// <param name="confidence">The two-sided confidence.</param>
    public Interval At(double confidence) => _interval(confidence);

    /// <summary>The difference of two models; null where nothing tells how far chance moves it.</summary>
    public static QualityDifference? Of(ModelQuality quality, int first, int second)
    {
        if (!double.IsFinite(quality.Values[first]) || !double.IsFinite(quality.Values[second])) return null;
        if (quality.PerSample is { } samples) return samples[first] is { } a && samples[second] is { } b ? Paired(a(), b(), quality.Sign) : null;
        return quality.StandardErrors is { } errors && double.IsFinite(errors[first]) && double.IsFinite(errors[second])
            ? Unpaired((quality.Values[first] - quality.Values[second]) * quality.Sign, Math.Sqrt((errors[first] * errors[first]) + (errors[second] * errors[second])))
            : null;
    }

    private static QualityDifference? Paired(SampleValues first, SampleValues second, int sign)
    {
        var common = CommonSamples.Of([first.Samples, second.Samples]);
        if (common.Count < 2) return null;
        var differences = new double[common.Count];
        long onlyFirst = 0, onlySecond = 0;
        var binary = true;
        for (var i = 0; i < differences.Length; i++)
        {
            var (a, b) = (first.Values.Span[common.Rows(0)[i]], second.Values.Span[common.Rows(1)[i]]);
            binary &= a is 0 or 1 && b is 0 or 1;
            differences[i] = sign * (a - b);
            if (differences[i] > 0) onlyFirst++;
            if (differences[i] < 0) onlySecond++;
        }

        var mean = differences.Average();
        return binary
            ? new(mean, Tango.PValue(onlyFirst, onlySecond), confidence => Tango.Of(onlyFirst, onlySecond, differences.Length, confidence))
            : new(mean, StudentMean.PValue(differences), confidence => SkewedMean.IsNeeded(differences) ? SkewedMean.Of(differences, confidence) : StudentMean.Of(differences, confidence));
    }

    private static QualityDifference Unpaired(double value, double error) => new(
        value,
        error > 0 ? 2 * Normal.CDF(0, 1, -Math.Abs(value) / error) : value == 0 ? 1 : 0,
        confidence => new(value - (Normal.InvCDF(0, 1, (1 + confidence) / 2) * error), value + (Normal.InvCDF(0, 1, (1 + confidence) / 2) * error)));
}
