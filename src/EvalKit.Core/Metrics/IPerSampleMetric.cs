namespace EvalKit.Core.Metrics;

/// <summary>A figure that is the mean of one value a sample, and so can be compared in pairs between models.</summary>
public interface IPerSampleMetric : IPredictionMetric
{
    /// <summary>Computes the value of every sample.</summary>
    /// <param name="predictions">The predictions.</param>
    /// <param name="values">Receives one value a sample; NaN where the predictions do not hold what it needs.</param>
    void PerSample(PredictionTable predictions, Span<double> values);
}
