namespace EvalKit.Core.Perturbations;

/// <summary>What the clean data say of a table's column. Perturbations take their strength from it.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Mean">The mean of the numbers that are not missing; 0 for categories.</param>
/// <param name="Deviation">Their standard deviation (over n), the column's spread; 0 for categories.</param>
/// <param name="Categories">How many categories the column has; 0 where it holds numbers.</param>
/// <param name="MostFrequent">The most frequent category, the first of equally frequent ones; 0 where it holds numbers.</param>
public sealed record ColumnProfile(string Name, double Mean, double Deviation, int Categories = 0, int MostFrequent = 0)
{
    /// <summary>Whether the column holds categories rather than numbers.</summary>
    public bool IsCategorical => Categories > 0;
}
