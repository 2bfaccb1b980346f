namespace EvalKit.Core.Metrics;

/// <summary>A figure over perturbed conditions that is the mean of one value a sample, and so can be compared in pairs between models.</summary>
public interface IPerSampleRobustnessMetric : IRobustnessMetric
{
    /// <summary>Computes the value of every sample that all conditions have in common.</summary>
    /// <param name="table">The model's predictions on clean and on perturbed data.</param>
    SampleValues PerSample(RobustnessTable table);
}
