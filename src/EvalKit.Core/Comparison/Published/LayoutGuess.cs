using EvalKit.Core.Configuration.Documents;
using EvalKit.Core.Errors;
using EvalKit.Core.Metrics;

namespace EvalKit.Core.Comparison.Published;

/// <summary>Completes a mapping by what the names and numbers of a table's columns suggest.</summary>
internal sealed class LayoutGuess
{
    private static readonly string[] Models = ["model", "name", "model_name", "checkpoint", "architecture", "arch"];
    private static readonly string[] Sizes = ["params", "parameters", "n_params", "num_params", "param_count", "size", "macs", "flops", "gmacs", "gflops", "bytes"];
    private static readonly string[] Families = ["family", "series", "group"];
    private static readonly string[] Tasks = ["task", "dataset", "benchmark", "split"];
    private static readonly string[] Errors = ["stderr", "std_err", "standard_error", "se"];
    private static readonly string[] Losses = ["loss", "nll", "bits", "perplexity", "ppl"];
    private static readonly string[] Lower = [.. Losses, "error", "err", "drop", "mce", "ece", "brier"];
    private static readonly string[] Shifted = ["robust", "corrupt", "shift", "adversarial", "drop"];
    private static readonly string[] Explained = ["explanation", "faithful", "pointing", "relevance"];

    private readonly PublishedTable _table;
    private readonly PublishedMapping? _mapping;
    private readonly List<string> _notes = [];

    private LayoutGuess(PublishedTable table, PublishedMapping? mapping) => (_table, _mapping) = (table, mapping);

    /// <summary>The whole layout.</summary>
    /// <exception cref="UserException">The mapping names a column that is not there, or nothing suggests a column that must be.</exception>
    public static TableLayout Of(PublishedTable table, PublishedMapping? mapping) => new LayoutGuess(table, mapping).Complete();

    private TableLayout Complete()
    {
        var place = _mapping?.Place ?? default;
        var model = Named(_mapping?.Model, place) ?? Guess("model", Models) ?? _table.Columns.FirstOrDefault(column => column.Length > 0 && _table.Numbers(column) is null)
            ?? throw Missing("model", "names");
        var size = Named(_mapping?.Size, place) ?? Guess("size", Sizes) ?? throw Missing("size", "sizes");
        var family = Named(_mapping?.Family, place) ?? Guess("family", Families);
        var task = Named(_mapping?.Task, place) ?? (IsRepeated(model) ? Guess("task", Tasks) : null);
        foreach (var other in _mapping?.MoreSizes ?? []) _table.Require(other, place);
        string[] sizes = [size, .. _mapping?.MoreSizes ?? []];
        HashSet<string> taken = [model, .. sizes, .. new[] { family, task }.OfType<string>()];
        return new(model, sizes, family, task, _mapping?.Metrics is { } metrics ? [.. metrics.Select(Mapped)] : GuessMetrics(taken), _notes);
    }

    private string? Named(string? column, SourcePlace place)
    {
        if (column is not null) _table.Require(column, place);
        return column;
    }

    private string? Guess(string what, string[] names)
    {
        var found = names.Select(name => _table.Columns.FirstOrDefault(column => column.Equals(name, StringComparison.OrdinalIgnoreCase))).FirstOrDefault(column => column is not null);
        if (found is not null) _notes.Add($"The column '{found}' is taken for the {what}.");
        return found;
    }

    private UserException Missing(string key, string what) =>
        new($"{_table.File}: no column looks like the models' {what} (columns: {string.Join(", ", _table.Columns)}); name it in a mapping: '{key}: COLUMN' (--mapping FILE)");

    private bool IsRepeated(string model) =>
        Enumerable.Range(0, _table.Count).Select(row => _table.Text(row, model)).Distinct(StringComparer.Ordinal).Count() < _table.Count;

    private TableMetric Mapped(MappedMetric metric)
    {
        foreach (var column in new[] { metric.Column, metric.Minus, metric.StandardError }.OfType<string>()) _table.Require(column, metric.Place);
        return Metric(metric.Column, metric.Minus, metric);
    }

    private List<TableMetric> GuessMetrics(HashSet<string> taken)
    {
        var metrics = new List<TableMetric>();
        var left = new List<string>();
        foreach (var column in _table.Columns.Where(column => column.Length > 0 && !taken.Contains(column) && !IsError(column)))
        {
            if (_table.Numbers(column) is not { } numbers || numbers.All(double.IsNaN))
            {
                left.Add(column);
                continue;
            }

            const string Clean = "_clean";
            if (column.EndsWith(Clean, StringComparison.Ordinal) && _table.Columns.Contains(column[..^Clean.Length])) continue;
            if (_table.Columns.Contains(column + Clean)) metrics.Add(Metric(column + Clean, column, null));
            else if (IsShare(numbers) || IsOneOf(column, Losses)) metrics.Add(Metric(column, null, null));
            else left.Add(column);
        }

        if (left.Count > 0) _notes.Add($"Left out as neither shares nor losses: {string.Join(", ", left)}.");
        return metrics.Count > 0 ? metrics : throw new UserException(
            $"{_table.File}: no column looks like a quality (columns: {string.Join(", ", _table.Columns)}); name them in a mapping under 'metrics' (--mapping FILE)");
    }

    private TableMetric Metric(string column, string? minus, MappedMetric? mapped)
    {
        var name = mapped?.Name ?? (minus is null ? column : $"{column} - {minus}");
        var isLoss = IsOneOf(column, Losses) && minus is null;
        var better = mapped?.Better ?? (minus is not null || IsOneOf(column, Lower) ? ScoreDirection.LowerIsBetter : ScoreDirection.HigherIsBetter);
        var unit = mapped?.Unit ?? UnitOf(column, isLoss);
        var isShare = unit is "percent" or "%" or "fraction";
        var axis = mapped?.Axis ?? (minus is not null || IsOneOf(name, Shifted) ? QualityAxis.Robustness
            : IsOneOf(name, Explained) ? QualityAxis.Interpretability
            : QualityAxis.Performance);
        return new(
            name,
            column,
            minus,
            axis,
            better,
            isShare ? "fraction" : unit,
            unit is "percent" or "%" ? 0.01 : 1,
            isLoss ? GrowthScale.Loss : isShare && minus is null && better == ScoreDirection.HigherIsBetter ? GrowthScale.Accuracy : GrowthScale.None,
            mapped?.StandardError ?? (minus is null ? ErrorOf(column) : null),
            mapped?.Samples);
    }

    private string UnitOf(string column, bool isLoss)
    {
        if (isLoss || _table.Numbers(column) is not { } numbers || !IsShare(numbers)) return "";
        return Array.Exists(numbers, number => number > 1) ? "percent" : "fraction";
    }

    private string? ErrorOf(string column) => Errors.Select(error => $"{column}_{error}")
        .Concat(Errors.Where(_ => _table.Columns.Count(one => IsError(one)) == 1))
        .Select(name => _table.Columns.FirstOrDefault(one => one.Equals(name, StringComparison.OrdinalIgnoreCase)))
        .FirstOrDefault(one => one is not null);

    private static bool IsError(string column) =>
        Errors.Any(error => column.Equals(error, StringComparison.OrdinalIgnoreCase) || column.EndsWith("_" + error, StringComparison.OrdinalIgnoreCase));

    private static bool IsShare(double[] numbers) => numbers.Where(double.IsFinite).All(number => number is >= 0 and <= 100);

    private static bool IsOneOf(string column, string[] words) => words.Any(word => column.Contains(word, StringComparison.OrdinalIgnoreCase));
}
