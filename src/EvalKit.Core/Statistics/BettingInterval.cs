using EvalKit.Core.Metrics;

namespace EvalKit.Core.Statistics;

/// <summary>
/// The interval of a mean of bounded values that holds for every distribution of them, however skewed, and for any number of
/// samples: the means that <see cref="BettingTest"/> does not reject (Waudby-Smith and Ramdas 2024).
/// </summary>
public static class BettingInterval
{
    private const int Halvings = 30;

    /// <summary>The mean with its interval.</summary>
    /// <param name="values">The values, where their number was not fixed beforehand in the order in which they were drawn.</param>
    /// <param name="low">The least value possible.</param>
    /// <param name="high">The largest value possible.</param>
    /// <param name="confidence">The two-sided confidence; 1 − 2α for a one-sided bound at 1 − α.</param>
    /// <param name="isAnytime">Whether it must hold at whatever moment it is looked at (a confidence sequence), not only at this one.</param>
    public static Estimate Of(ReadOnlySpan<double> values, double low, double high, double confidence, bool isAnytime)
    {
        if (values.IsEmpty) return Estimate.Missing("no samples");
        var sum = 0.0;
        foreach (var value in values) sum += value;
        var mean = sum / values.Length;
        if (!double.IsFinite(mean)) return Estimate.Missing("the value of a sample is not finite");
        var needed = 2 / (1 - confidence);
        return new(mean, Edge(low, true, values), Edge(high, false, values), values.Length);

        // The end is where the evidence just suffices, between the end of the range and the mean of the sample.
        double Edge(double rejected, bool isAbove, ReadOnlySpan<double> values)
        {
            var kept = mean;
            for (var i = 0; i < Halvings; i++)
            {
                var middle = (rejected + kept) / 2;
                var test = new BettingTest(low, high, middle, isAbove);
                test.Add(values);
                if ((isAnytime ? test.Evidence : test.Capital) >= needed) rejected = middle;
                else kept = middle;
            }

            return rejected;
        }
    }
}
