using MathNet.Numerics.Distributions;

namespace EvalKit.Core.Statistics;

/// <summary>The interval and test of a mean: Student 1908, "The probable error of a mean", Biometrika 6.</summary>
public static class StudentMean
{
    /// <summary>The interval of the mean.</summary>
    /// <param name="values">At least two values.</param>
    /// <param name="confidence">The two-sided confidence, between 0 and 1.</param>
    public static Interval Of(ReadOnlySpan<double> values, double confidence)
    {
        var (mean, error) = MeanAndError(values);
        var half = StudentT.InvCDF(0, 1, values.Length - 1, (1 + confidence) / 2) * error;
        return new(mean - half, mean + half);
    }

    /// <summary>The two-sided p-value of a mean of 0; 1 where all values are 0, 0 where all are equal and not 0.</summary>
    /// <param name="values">At least two values, such as differences of pairs.</param>
    public static double PValue(ReadOnlySpan<double> values)
    {
        var (mean, error) = MeanAndError(values);
        if (error == 0) return mean == 0 ? 1 : 0;
        return 2 * StudentT.CDF(0, 1, values.Length - 1, -Math.Abs(mean) / error);
    }

    private static (double Mean, double Error) MeanAndError(ReadOnlySpan<double> values)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(values.Length, 2);
        var sum = 0.0;
        foreach (var value in values) sum += value;
        var mean = sum / values.Length;
        var squares = 0.0;
        foreach (var value in values) squares += (value - mean) * (value - mean);
        return (mean, Math.Sqrt(squares / (values.Length - 1) / values.Length));
    }
}
