using EvalKit.Core.Attributions;
using EvalKit.Core.Images;
using EvalKit.Core.Metrics;
using EvalKit.Core.Plugins;
using EvalKit.Core.Statistics;

namespace EvalKit.Core.Tests.Reports;

/// <summary>Accuracy, by which the summary's own work is tested without the methods' library.</summary>
[Plugin("accuracy", Source = "test")]
internal sealed record StubAccuracy : IPerSampleMetric
{
    public MetricInfo Info { get; } = new("Accuracy", "fraction", 0, 1, ScoreDirection.HigherIsBetter, "test");

    public bool PerCondition => true;

    public Estimate Compute(PredictionTable predictions, Intervals intervals)
    {
        var values = new double[predictions.Count];
        PerSample(predictions, values);
        return intervals.Proportion((long)values.Sum(), predictions.Count);
    }

    public void PerSample(PredictionTable predictions, Span<double> values)
    {
        for (var row = 0; row < values.Length; row++) values[row] = predictions.Predictions.Span[row] == predictions.Labels.Span[row] ? 1 : 0;
    }
}

/// <summary>A figure without an interval.</summary>
[Plugin("share-of-zero", Source = "test")]
internal sealed record StubShare : IPredictionMetric
{
    public MetricInfo Info { get; } = new("Share of class 0", "fraction", 0, 1, ScoreDirection.Neither, "test");

    public Estimate Compute(PredictionTable predictions, Intervals intervals) =>
        new((double)predictions.Predictions.Span.Count(0) / predictions.Count, null, null, predictions.Count);
}

/// <summary>Mean corrupted accuracy over equally many samples of each condition.</summary>
[Plugin("mean-corrupted-accuracy", Source = "test")]
internal sealed record StubCorrupted : IPerSampleRobustnessMetric
{
    public MetricInfo Info { get; } = new("Mean corrupted accuracy", "fraction", 0, 1, ScoreDirection.HigherIsBetter, "test");

    public bool PerCategory => true;

    public Estimate Compute(RobustnessTable table, Intervals intervals) => intervals.Mean(PerSample(table).Values);

    public SampleValues PerSample(RobustnessTable table)
    {
        var means = new double[table.Perturbed[0].Predictions.Count];
        foreach (var entry in table.Perturbed)
        {
            for (var row = 0; row < means.Length; row++)
            {
                means[row] += entry.Predictions.Predictions.Span[row] == entry.Predictions.Labels.Span[row] ? 1.0 / table.Perturbed.Count : 0;
            }
        }

        return new(table.Perturbed[0].Predictions.Samples, means);
    }
}

/// <summary>Right predictions less the reference's, under all conditions; reported for each condition and kind too.</summary>
[Plugin("lead", Source = "test")]
internal sealed record StubLead : IRobustnessMetric
{
    public MetricInfo Info { get; } = new("Lead", "count", double.NegativeInfinity, double.PositiveInfinity, ScoreDirection.HigherIsBetter, "test");

    public bool PerKind => true;

    public bool PerCondition => true;

    public bool NeedsReference => true;

    public Estimate Compute(RobustnessTable table, Intervals intervals) => Estimate.Exact(Right(table) - Right(table.Reference!));

    private static int Right(RobustnessTable table) => table.Perturbed.Sum(entry => entry.Predictions.Predictions.Span.Count(0));
}

/// <summary>A stored relevance gain: the mean over the substrates, and each.</summary>
internal sealed record StubRelevanceGain(bool Common = true) : IExplanationMetric
{
    public MetricInfo Info { get; } = new("Relevance gain", "fraction", -1, 1, ScoreDirection.HigherIsBetter, "test");

    public bool NeedsCommonCorrectSamples => Common;

    public int Predictions(ImageShape shape, ExplanationNames names, IAttributionMethod method) => 1;

    public IReadOnlyList<string> Columns(ExplanationNames names, string method) => ["relevance-gain", .. names.Substrates];

    public string? Measure(in ExplanationRequest request, Span<double> values, CancellationToken cancellation) => throw new NotSupportedException();
}
