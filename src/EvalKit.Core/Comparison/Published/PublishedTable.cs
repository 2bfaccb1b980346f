using System.Globalization;
using System.Text.Json;
using EvalKit.Core.Configuration.Documents;
using EvalKit.Core.Data;
using EvalKit.Core.Errors;

namespace EvalKit.Core.Comparison.Published;

/// <summary>A table as published: named columns of text, one row a model (or a model and task).</summary>
internal sealed class PublishedTable
{
    private readonly Dictionary<string, int> _positions;
    private readonly IReadOnlyList<(string Place, IReadOnlyList<string> Cells)> _rows;

    private PublishedTable(string file, IReadOnlyList<string> columns, IReadOnlyList<(string Place, IReadOnlyList<string> Cells)> rows)
    {
        (File, Columns, _rows) = (file, columns, rows);
        _positions = new(StringComparer.Ordinal);
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].Length > 0 && !_positions.TryAdd(columns[i], i)) throw new UserException($"{file}: the column '{columns[i]}' stands twice");
        }

        if (rows.Count == 0) throw new UserException($"{file}: the table has no rows");
    }

    /// <summary>The file, for messages.</summary>
    public string File { get; }

    /// <summary>The names of the columns, in order.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The number of rows.</summary>
    public int Count => _rows.Count;

    /// <summary>Reads a table: <c>.json</c> an array of objects, anything else comma-separated values with a heading.</summary>
    /// <exception cref="UserException">The file is no such table.</exception>
    public static PublishedTable Read(string file)
    {
        var text = ConfigText.Read(file);
        return Path.GetExtension(file).Equals(".json", StringComparison.OrdinalIgnoreCase) ? FromJson(text, file) : FromCsv(text, file);
    }

    /// <summary>Where a row stands, for messages.</summary>
    public string Place(int row) => _rows[row].Place;

    /// <summary>Refuses a column that the table lacks.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="place">Where it was named.</param>
    public void Require(string name, SourcePlace place)
    {
        if (!_positions.ContainsKey(name))
            throw new UserException($"{place}: {File} has no column '{name}' (columns: {string.Join(", ", Columns)}){NearestName.Hint(name, Columns)}");
    }

    /// <summary>A cell; empty where the row ends before it.</summary>
    public string Text(int row, string column) => _positions[column] < _rows[row].Cells.Count ? _rows[row].Cells[_positions[column]] : "";

    /// <summary>A cell's number, NaN where it is empty or says that it is missing.</summary>
    /// <exception cref="UserException">It is no number.</exception>
    public double Number(int row, string column) => Parse(Text(row, column)) ?? throw new UserException(
        $"{Place(row)}: found '{Text(row, column)}' in column '{column}'; allowed: a number (k, M, B or G may follow), or nothing, NA or nan where it is missing");

    /// <summary>The numbers of a column, or null where a cell is none.</summary>
    public double[]? Numbers(string column)
    {
        var numbers = new double[Count];
        for (var row = 0; row < Count; row++)
        {
            if (Parse(Text(row, column)) is not { } number) return null;
            numbers[row] = number;
        }

        return numbers;
    }

    private static double? Parse(string cell)
    {
        if (cell.Length == 0 || cell is "-" or "NA" or "N/A" or "n/a" or "nan" or "NaN" or "null") return double.NaN;
        var factor = cell[^1] switch { 'k' or 'K' => 1e3, 'm' or 'M' => 1e6, 'b' or 'B' or 'g' or 'G' => 1e9, _ => 1 };
        var digits = factor > 1 ? cell[..^1].TrimEnd() : cell;
        return double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number * factor : null;
    }

    private static PublishedTable FromCsv(string text, string file)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var rows = lines
            .Select((line, i) => (Line: line, Place: string.Create(CultureInfo.InvariantCulture, $"{file}:{i + 1}")))
            .Where(one => one.Line.Trim().Length > 0)
            .Select(one => (one.Place, Cells: (IReadOnlyList<string>)CsvLine.Split(one.Line, one.Place)))
            .ToList();
        if (rows.Count == 0) throw new UserException($"{file}: the file is empty; allowed: a line of column names, then a line a model");
        var columns = rows[0].Cells;
        if (rows.Find(row => row.Cells.Count > columns.Count) is { Place: { } place } longer)
            throw new UserException($"{place}: found {longer.Cells.Count} fields; the heading names {columns.Count} columns");
        return new(file, columns, rows[1..]);
    }

    private static PublishedTable FromJson(string text, string file)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind != JsonValueKind.Array || document.RootElement.EnumerateArray().Any(row => row.ValueKind != JsonValueKind.Object))
                throw new UserException($"{file}: a table in JSON is an array of objects, one a model");
            var objects = document.RootElement.EnumerateArray().ToList();
            List<string> columns = [.. objects.SelectMany(row => row.EnumerateObject().Select(cell => cell.Name)).Distinct(StringComparer.Ordinal)];
            return new(file, columns, [.. objects.Select((row, i) => (
                string.Create(CultureInfo.InvariantCulture, $"{file}: row {i + 1}"),
                (IReadOnlyList<string>)[.. columns.Select(column => row.TryGetProperty(column, out var cell) && cell.ValueKind != JsonValueKind.Null ? cell.ToString() : "")]))]);
        }
        catch (JsonException exception)
        {
            throw new UserException($"{file}: this is not valid JSON: {exception.Message}", exception);
        }
    }
}
