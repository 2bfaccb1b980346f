using System.Text;
using EvalKit.Core.Data;
using EvalKit.Core.Errors;
using EvalKit.Core.Perturbations;
using EvalKit.Data.Readers;

namespace EvalKit.Data.Tables;

/// <summary>A table of a CSV file, whole in memory.</summary>
public sealed class StoredTable
{
    // The whole table is in memory, and a cell takes far more room there than in the file.
    private const long MostCharacters = 256 << 20;
    private const int MostColumns = 100_000;

    private readonly string[] _header;
    private readonly List<string[]> _cells;
    private readonly TableColumn[] _columns;

    private StoredTable(string input, string path, string[] header, List<string[]> cells)
    {
        (Input, Name, _header, _cells) = (input, Path.GetFileNameWithoutExtension(path), header, cells);
        _columns = [.. header.Select((name, column) => TableColumn.Of(name, [.. cells.Select(row => row[column])]))];
    }

    /// <summary>What the user named.</summary>
    public string Input { get; }

    /// <summary>A name for the files made from it: that of its file without extension.</summary>
    public string Name { get; }

    /// <summary>The columns, in the file's order.</summary>
    public IReadOnlyList<ColumnProfile> Columns => [.. _columns.Select(column => column.Profile)];

    /// <summary>The number of rows, the header not counted.</summary>
    public int Rows => _cells.Count;

    /// <summary>Reads a table.</summary>
    /// <param name="input">
    /// A CSV file (RFC 4180, but for line breaks within quotes) whose first line names the columns. Empty cells, NA and NaN are
    /// missing values; a column is one of numbers where all others are such.
    /// </param>
    /// <exception cref="UserException">The file is missing, has no header or no rows, or a row has another number of cells.</exception>
    public static StoredTable Load(string input)
    {
        var path = DataFile.Find("", input);
        string[]? header = null;
        var cells = new List<string[]>();
        var (number, characters) = (0, 0L);
        foreach (var line in BoundedFile.ReadLines(path))
        {
            var place = $"{path}:{++number}";
            if (string.IsNullOrWhiteSpace(line)) continue;
            if ((characters += line.Length) > MostCharacters) throw new UserException($"{place}: the table has more than {MostCharacters} characters, the most that is read");
            string[] fields = [.. CsvLine.Split(line, place)];
            if (fields.Length > MostColumns) throw new UserException($"{place}: has {fields.Length} cells; allowed: at most {MostColumns}");
            if (header is null) header = Header(fields, place);
            else if (fields.Length == header.Length) cells.Add(fields);
            else throw new UserException($"{place}: has {fields.Length} cells, but the header names {header.Length} columns");
        }

        return header is null || cells.Count == 0
            ? throw new UserException($"{path}: holds no table; the first line names the columns, each further one is a row")
            : new(input, path, header, cells);
    }

    /// <summary>The values of a row, one a column (<see cref="ITablePerturbation.Apply"/>).</summary>
    public float[] Row(int index) => [.. _columns.Select(column => column.Values[index])];

    /// <summary>Writes a table with the same header. A value that is as in the file keeps the text that it has there.</summary>
    /// <param name="destination">Receives CSV in UTF-8.</param>
    /// <param name="rows">The rows, in the file's order.</param>
    public void Write(Stream destination, IEnumerable<float[]> rows)
    {
        using var writer = new StreamWriter(destination, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        writer.WriteLine(string.Join(',', _header.Select(Quoted)));
        var index = 0;
        foreach (var row in rows)
        {
            var stored = _cells[index];
            writer.WriteLine(string.Join(',', row.Select((value, column) =>
                Quoted(value.Equals(_columns[column].Values[index]) ? stored[column] : _columns[column].Write(value)))));
            index++;
        }
    }

    private static string[] Header(string[] fields, string place)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        if (Array.Find(fields, name => !names.Add(name)) is { } twice)
            throw new UserException($"{place}: names the column '{twice}' twice; the first line must name each column once");
        return Array.TrueForAll(fields, field => double.TryParse(field, System.Globalization.CultureInfo.InvariantCulture, out _))
            ? throw new UserException($"{place}: holds numbers only; the first line must name the columns")
            : fields;
    }

    private static string Quoted(string field) =>
        field.AsSpan().ContainsAny(",\"\r\n") || field.Length != field.Trim().Length ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;
}
