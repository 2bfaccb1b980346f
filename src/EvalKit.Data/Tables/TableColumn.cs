using System.Globalization;
using EvalKit.Core.Perturbations;

namespace EvalKit.Data.Tables;

/// <summary>A column of a table in a file: numbers where all its cells that are not missing are such, else categories.</summary>
internal sealed class TableColumn
{
    private readonly string[] _categories;

    private TableColumn(ColumnProfile profile, float[] values, string[] categories) => (Profile, Values, _categories) = (profile, values, categories);

    /// <summary>What the cells say.</summary>
    public ColumnProfile Profile { get; }

    /// <summary>The cells: numbers, or categories numbered in ordinal order; NaN where one is missing.</summary>
    public float[] Values { get; }

    /// <summary>Reads a column's cells.</summary>
    public static TableColumn Of(string name, IReadOnlyList<string> cells)
    {
        string[] known = [.. cells.Where(cell => !IsMissing(cell))];
        if (known.All(cell => Number(cell) is not null))
        {
            float[] numbers = [.. cells.Select(cell => IsMissing(cell) ? float.NaN : (float)Number(cell)!.Value)];
            double[] given = [.. known.Select(cell => Number(cell)!.Value)];
            var mean = given.DefaultIfEmpty().Average();
            return new(new(name, mean, Math.Sqrt(given.Select(x => (x - mean) * (x - mean)).DefaultIfEmpty().Average())), numbers, []);
        }

        string[] categories = [.. known.Distinct().Order(StringComparer.Ordinal)];
        float[] values = [.. cells.Select(cell => IsMissing(cell) ? float.NaN : Array.BinarySearch(categories, cell, StringComparer.Ordinal))];
        var frequent = known.GroupBy(cell => cell).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).First().Key;
        return new(new(name, 0, 0, categories.Length, Array.BinarySearch(categories, frequent, StringComparer.Ordinal)), values, categories);
    }

    /// <summary>How a value of the column is written: the shortest text that reads as the same number, or the category.</summary>
    public string Write(float value) => float.IsNaN(value) ? ""
        : Profile.IsCategorical ? _categories[(int)value]
        : value.ToString("R", CultureInfo.InvariantCulture);

    private static bool IsMissing(string cell) =>
        cell.Length == 0 || cell.Equals("NA", StringComparison.OrdinalIgnoreCase) || cell.Equals("NaN", StringComparison.OrdinalIgnoreCase);

    private static double? Number(string cell) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite((float)number) ? number : null;
}
