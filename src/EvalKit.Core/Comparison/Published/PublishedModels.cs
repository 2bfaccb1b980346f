using EvalKit.Core.Errors;
using EvalKit.Core.Metrics;

namespace EvalKit.Core.Comparison.Published;

/// <summary>Takes what a comparison looks at from a published table.</summary>
public static class PublishedModels
{
    /// <summary>Reads a table.</summary>
    /// <param name="file">The table: comma-separated values with a heading, or JSON, an array of objects.</param>
    /// <param name="mapping">What its columns mean; null to guess all of it.</param>
    /// <exception cref="UserException">The file is no such table, a cell is no number, or a column is not there.</exception>
    public static ComparedModels Read(string file, PublishedMapping? mapping)
    {
        var table = PublishedTable.Read(file);
        var layout = LayoutGuess.Of(table, mapping);
        var rows = Rows(table, layout);
        var names = rows.Select(row => row.Key).ToArray();
        var families = Families(table, layout, rows, out var note);
        return new(
            Path.GetFileNameWithoutExtension(file),
            [.. names.Select((name, i) => new ComparedModel(name, families[i]))],
            [.. layout.Sizes.Select(size => new ModelSize(size, size, [.. rows.Select(row => Size(table, row.Value.Values.First(), size))]))],
            [.. layout.Metrics.SelectMany(metric => Qualities(table, layout, metric, rows))],
            [.. layout.Notes, .. note is null ? Array.Empty<string>() : [note]],
            Seed: 0);
    }

    // The rows of each model by task, in the order of the table.
    private static List<KeyValuePair<string, Dictionary<string, int>>> Rows(PublishedTable table, TableLayout layout)
    {
        var models = new Dictionary<string, Dictionary<string, int>>(StringComparer.Ordinal);
        var order = new List<KeyValuePair<string, Dictionary<string, int>>>();
        for (var row = 0; row < table.Count; row++)
        {
            var name = table.Text(row, layout.Model);
            if (name.Length == 0) throw new UserException($"{table.Place(row)}: the model's name in column '{layout.Model}' is empty");
            if (!models.TryGetValue(name, out var tasks))
            {
                models.Add(name, tasks = new(StringComparer.Ordinal));
                order.Add(new(name, tasks));
            }

            var task = layout.Task is null ? "" : table.Text(row, layout.Task);
            if (!tasks.TryAdd(task, row))
            {
                var how = layout.Task is null ? "; if the rows are of several tasks, name their column in a mapping: 'task: COLUMN'" : $" for {task}";
                throw new UserException($"{table.Place(row)}: the model {name} stands twice{how}; first at {table.Place(tasks[task])}");
            }
        }

        return order;
    }

    private static double Size(PublishedTable table, int row, string column)
    {
        var size = table.Number(row, column);
        return size <= 0 ? throw new UserException($"{table.Place(row)}: found {table.Text(row, column)} in column '{column}'; allowed: a size above 0") : size;
    }

    private static string?[] Families(PublishedTable table, TableLayout layout, List<KeyValuePair<string, Dictionary<string, int>>> rows, out string? note)
    {
        note = null;
        if (layout.Family is { } column) return [.. rows.Select(row => table.Text(row.Value.Values.First(), column) is { Length: > 0 } family ? family : null)];
        string?[] guessed = [.. rows.Select(row => NameOfFamily(row.Key))];
        var count = guessed.Distinct(StringComparer.Ordinal).Count();
        note = count == guessed.Length
            ? "No family is known, so every model is taken for independent."
            : $"Families are guessed from the first letters of the names: {Wording.Whole(count)}.";
        return count == guessed.Length ? new string?[guessed.Length] : guessed;
    }

    // The letters before the first digit or mark: resnet of resnet50, vit of vit_base_patch16.
    private static string NameOfFamily(string model)
    {
        var letters = model.TakeWhile(char.IsLetter).Count();
        return letters == 0 ? model : model[..letters];
    }

    private static IEnumerable<ModelQuality> Qualities(
        PublishedTable table, TableLayout layout, TableMetric metric, List<KeyValuePair<string, Dictionary<string, int>>> rows)
    {
        var tasks = rows.SelectMany(row => row.Value.Keys).Distinct(StringComparer.Ordinal).ToList();
        foreach (var task in tasks)
        {
            var name = layout.Task is null ? metric.Name : layout.Metrics.Count == 1 ? task : $"{metric.Name}@{task}";
            int?[] places = [.. rows.Select(row => row.Value.TryGetValue(task, out var place) ? place : (int?)null)];
            double[] values = [.. places.Select(row => row is { } place ? Value(table, metric, place) : double.NaN)];
            double[] errors = [.. places.Select(row => row is { } place ? Error(table, metric, place) : double.NaN)];
            yield return new(
                name,
                metric.Axis,
                new MetricInfo(name, metric.Unit, double.NegativeInfinity, double.PositiveInfinity, metric.Better, table.File),
                values,
                metric.Scale)
            {
                StandardErrors = errors.Any(double.IsFinite) ? errors : null,
            };
        }
    }

    private static double Value(PublishedTable table, TableMetric metric, int row) =>
        (table.Number(row, metric.Column) - (metric.Minus is { } minus ? table.Number(row, minus) : 0)) * metric.Factor;

    private static double Error(PublishedTable table, TableMetric metric, int row)
    {
        if (metric.StandardError is { } column) return table.Number(row, column) * metric.Factor;
        if (metric.Samples is not { } samples) return double.NaN;
        return Math.Sqrt((Variance(metric.Column) + (metric.Minus is { } minus ? Variance(minus) : 0)) / samples);

        double Variance(string of)
        {
            var share = table.Number(row, of) * metric.Factor;
            return share * (1 - share);
        }
    }
}
