using EvalKit.Core.Metrics;

namespace EvalKit.Core.Statistics;

/// <summary>
/// The interval of a mean of bounded values that holds at whatever moment it is looked at: the means that <see cref="BettingTest"/>
/// does not reject (a confidence sequence; Waudby-Smith and Ramdas 2024).
/// </summary>
public static class BettingInterval
{
    private const int Halvings = 30;

    /// <summary>The mean with its interval.</summary>
    /// <param name="values">The values in the order in which they were drawn.</param>
    /// <param name="low">The least value possible.</param>
    /// <param name="high">The largest value possible.</param>
    /// <param name="confidence">The two-sided confidence; 1 − 2α for a one-sided bound at 1 − α.</param>
    public static Estimate Of(ReadOnlySpan<double> values, double low, double high, double confidence)
    {
        if (values.IsEmpty) return Estimate.Missing("no samples");
        var sum = 0.0;
        foreach (var value in values) sum += value;
        var mean = sum / values.Length;
        if (!double.IsFinite(mean)) return Estimate.Missing("the value of a sample is not finite");
        var needed = 2 / (1 - confidence);
        return new(mean, Edge(values, low, high, low, mean, true, needed), Edge(values, low, high, high, mean, false, needed), values.Length);
    }

    // The end is where the evidence just suffices, between the end of the range and the mean of the sample.
    private static double Edge(ReadOnlySpan<double> values, double low, double high, double rejected, double kept, bool isAbove, double needed)
    {
        for (var i = 0; i < Halvings; i++)
        {
            var middle = (rejected + kept) / 2;
            var test = new BettingTest(low, high, middle, isAbove);
            test.Add(values);
            if (test.Evidence >= needed) rejected = middle;
            else kept = middle;
        }

        return rejected;
    }
}
