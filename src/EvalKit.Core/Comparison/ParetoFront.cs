namespace EvalKit.Core.Comparison;

/// <summary>The models that none other beats on size and on quality at once.</summary>
internal static class ParetoFront
{
    /// <summary>
    /// The positions of the models for which no other is as small and as good and in one of the two better, from the smallest up.
    /// Models whose size or quality is unknown are not among them.
    /// </summary>
    /// <param name="sizes">The sizes, smaller is better.</param>
    /// <param name="values">The qualities.</param>
    /// <param name="sign">1 where larger qualities are better, −1 where smaller ones are.</param>
    public static IReadOnlyList<int> Of(IReadOnlyList<double> sizes, IReadOnlyList<double> values, int sign)
    {
        var front = new List<int>();
        var best = double.NegativeInfinity;
        foreach (var equals in Enumerable.Range(0, sizes.Count)
            .Where(i => double.IsFinite(sizes[i]) && double.IsFinite(values[i]))
            .GroupBy(i => sizes[i]).OrderBy(group => group.Key))
        {
            var top = equals.Max(i => sign * values[i]);
            if (top <= best) continue;
            front.AddRange(equals.Where(i => sign * values[i] == top));
            best = top;
        }

        return front;
    }
}
