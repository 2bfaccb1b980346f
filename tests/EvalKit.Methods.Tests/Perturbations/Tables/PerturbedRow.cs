using EvalKit.Core.Perturbations;
using EvalKit.Core.Randomness;
using EvalKit.Methods.Tests.Attributions;

namespace EvalKit.Methods.Tests.Perturbations.Tables;

/// <summary>What a table perturbation makes of a row.</summary>
internal static class PerturbedRow
{
    /// <summary>Columns of numbers with a mean of 10 and a standard deviation of 4.</summary>
    public static ColumnProfile[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(i => new ColumnProfile($"n{i}", 10, 4))];

    /// <summary>Columns of 5 categories, 3 the most frequent.</summary>
    public static ColumnProfile[] Categories(int count) => [.. Enumerable.Range(0, count).Select(i => new ColumnProfile($"c{i}", 0, 0, 5, 3))];

    public static float[] Of(string kind, float[] row, ColumnProfile[] columns, int severity, string sample = "0") =>
        Of(Catalogue<ITablePerturbation>.Create(kind), row, columns, severity, sample);

    public static float[] Of(ITablePerturbation perturbation, float[] row, ColumnProfile[] columns, int severity, string sample = "0")
    {
        // What is in the destination before must not matter.
        var destination = new float[row.Length];
        Array.Fill(destination, -99);
        perturbation.Apply(row, destination, new TableContext(columns, severity, RandomStream.KeyOf(7, perturbation.GetType().Name, severity, sample)));
        return destination;
    }
}
