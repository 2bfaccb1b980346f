namespace EvalKit.Core.Statistics;

/// <summary>
/// Variables of the same units whose rank correlation can be computed again and again for units of other weights, each time
/// in one pass: the order of each variable is sorted once. Equal values share their mean rank.
/// </summary>
internal sealed class RankedVariables
{
    private readonly double[][] _values;
    private readonly int[][] _orders;
    private readonly double[][] _ranks;

    /// <summary>Sorts the variables.</summary>
    /// <param name="variables">The variables, all of one length and finite; the first two are correlated, given the others.</param>
    public RankedVariables(params IReadOnlyList<double[]> variables)
    {
        _values = [.. variables];
        _orders = [.. variables.Select(values =>
        {
            var order = Enumerable.Range(0, values.Length).ToArray();
            Array.Sort([.. values], order);
            return order;
        })];
        _ranks = [.. variables.Select(values => new double[values.Length])];
    }

    /// <summary>The number of units.</summary>
    public int Count => _values[0].Length;

    /// <summary>
    /// Spearman's correlation of the first two variables, or their partial one given the others; NaN where a variable is
    /// constant or explained in full by the others.
    /// </summary>
    /// <param name="weights">How often each unit counts.</param>
    public double Correlation(ReadOnlySpan<int> weights)
    {
        long total = 0;
        foreach (var weight in weights) total += weight;
        for (var variable = 0; variable < _values.Length; variable++) Rank(variable, weights);
        var covariance = new double[_values.Length, _values.Length];
        for (var a = 0; a < _values.Length; a++)
        {
            for (var b = a; b < _values.Length; b++) covariance[a, b] = covariance[b, a] = Product(_ranks[a], _ranks[b], weights, (total + 1) / 2.0);
        }

        return Partial(covariance);
    }

    private void Rank(int variable, ReadOnlySpan<int> weights)
    {
        var (values, order, ranks) = (_values[variable], _orders[variable], _ranks[variable]);
        long below = 0;
        for (var start = 0; start < order.Length;)
        {
            long tied = 0;
            var end = start;
            while (end < order.Length && values[order[end]] == values[order[start]]) tied += weights[order[end++]];
            for (; start < end; start++) ranks[order[start]] = below + ((tied + 1) / 2.0);
            below += tied;
        }
    }

    private static double Product(double[] a, double[] b, ReadOnlySpan<int> weights, double mean)
    {
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++) sum += weights[i] * (a[i] - mean) * (b[i] - mean);
        return sum;
    }

    // Sweeps the covariates out of the covariance of the first two, one by one.
    private static double Partial(double[,] covariance)
    {
        const double Rounding = 1e-9;
        var count = covariance.GetLength(0);
        var (first, second) = (covariance[0, 0], covariance[1, 1]);
        for (var given = 2; given < count; given++)
        {
            var pivot = covariance[given, given];
            if (pivot <= Rounding) continue;
            for (var a = 0; a < count; a++)
            {
                if (a == given) continue;
                var factor = covariance[a, given] / pivot;
                for (var b = 0; b < count; b++)
                {
                    if (b != given) covariance[a, b] -= factor * covariance[given, b];
                }
            }

            for (var a = 0; a < count; a++) covariance[a, given] = covariance[given, a] = 0;
        }

        return covariance[0, 0] <= Rounding * first || covariance[1, 1] <= Rounding * second
            ? double.NaN
            : Math.Clamp(covariance[0, 1] / Math.Sqrt(covariance[0, 0] * covariance[1, 1]), -1, 1);
    }
}
