namespace EvalKit.Core.Metrics;

/// <summary>One value a sample, the same position in both: what a mean is taken of and what models are compared by, in pairs.</summary>
/// <param name="Samples">The positions of the samples in the data, ascending.</param>
/// <param name="Values">The values.</param>
public sealed record SampleValues(ReadOnlyMemory<int> Samples, ReadOnlyMemory<double> Values)
{
    /// <summary>The mean of the values; NaN where there are none.</summary>
    public double Mean()
    {
        var sum = 0.0;
        foreach (var value in Values.Span) sum += value;
        return sum / Values.Length;
    }
}
