using System.Globalization;
using EvalKit.Core.Metrics;
using EvalKit.Core.Plugins;
using EvalKit.Core.Statistics;

namespace EvalKit.Methods.Metrics.Performance;

/// <summary>The mean of −ln of the true class's probability, in nats.</summary>
/// <remarks>
/// A probability of 0 counts as the smallest number above 0 that a score can hold, 2⁻¹⁴⁹ (a loss of 103.3 nats), and the
/// figure says how many there were.
/// </remarks>
[Plugin("log-loss", Source = "Good 1952, Rational decisions; Gneiting and Raftery 2007, section 4.1, the logarithmic score")]
public sealed record LogLoss : IPerSampleMetric
{
    private static readonly double Largest = -Math.Log(float.Epsilon);

    /// <inheritdoc/>
    public MetricInfo Info { get; } = new(
        "Log loss", "nats", 0, Largest, ScoreDirection.LowerIsBetter, "Gneiting and Raftery 2007, section 4.1, the logarithmic score");

    /// <inheritdoc/>
    public bool PerCondition => true;

    /// <inheritdoc/>
    public Estimate Compute(PredictionTable predictions, Intervals intervals)
    {
        var losses = new double[predictions.Count];
        PerSample(predictions, losses);
        var zeros = losses.Count(loss => loss == Largest);
        return intervals.Mean(
            losses, zeros == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{zeros:N0} samples gave the true class probability 0"));
    }

    /// <inheritdoc/>
    public void PerSample(PredictionTable predictions, Span<double> values)
    {
        for (var row = 0; row < predictions.Count; row++) values[row] = Capped(predictions.Losses.Span[row]);
    }

    internal static double Capped(float loss) => Math.Min(loss, Largest);
}
