using System.Globalization;
using EvalKit.Core.Data;
using EvalKit.Core.Errors;

namespace EvalKit.Data.Readers;

/// <summary>Lists pictures from a CSV file with two columns, file and label.</summary>
internal static class LabelFile
{
    /// <summary>Lists the pictures in the order of the file.</summary>
    /// <param name="path">The CSV file. Its first line is a header if its first field has no extension.</param>
    /// <param name="root">The folder that the pictures' paths start from.</param>
    /// <param name="classes">The classes' numbers, or null: then labels are numbers, or names numbered in ordinal order.</param>
    /// <exception cref="UserException">A line is not as it should be; the message names file and line.</exception>
    public static ImageListing List(string path, string root, ClassList? classes)
    {
        var rows = Rows(path, root);
        if (rows.Count == 0) throw new UserException($"{path}: lists no pictures; a line is a file and its label, such as cat/1.png,0");
        var paths = rows.ConvertAll(row => row.Path);
        if (rows.TrueForAll(row => int.TryParse(row.Label, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)))
            return new(paths, rows.ConvertAll(row => Number(row, classes)), classes?.Names ?? [], 0);

        classes ??= new([.. rows.Select(row => row.Label).Distinct().Order(StringComparer.Ordinal)], path);
        return new(paths, rows.ConvertAll(row => classes.Number(row.Label, row.Place)), classes.Names, 0);
    }

    private static List<Row> Rows(string path, string root)
    {
        var rows = new List<Row>();
        var places = new Dictionary<string, string>(StringComparer.Ordinal);
        var number = 0;
        foreach (var line in BoundedFile.ReadLines(path))
        {
            var place = $"{path}:{++number}";
            if (string.IsNullOrWhiteSpace(line)) continue;
            var fields = CsvLine.Split(line, place);
            if (number == 1 && Path.GetExtension(fields[0]).Length == 0) continue;
            if (fields is not [var file, var label])
                throw new UserException($"{place}: has {fields.Count} fields, but a line has two, file and label: {line}");
            var whole = Path.GetFullPath(Path.Combine(root, file.Replace('\\', '/')));
            if (Path.GetRelativePath(root, whole) is var way && (way == ".." || way.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(way)))
                throw new UserException($"{place}: the picture '{file}' lies outside {root}; refused");
            if (!File.Exists(whole)) throw new UserException($"{place}: the picture '{file}' is not in {root}{DataFile.NearestEntry(whole)}");
            var relative = Path.GetRelativePath(root, whole).Replace(Path.DirectorySeparatorChar, '/');
            if (!places.TryAdd(relative, place)) throw new UserException($"{place}: the picture '{file}' is already at {places[relative]}");
            rows.Add(new(relative, label, place));
        }

        return rows;
    }

    private static int Number(Row row, ClassList? classes)
    {
        var number = int.Parse(row.Label, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        if (number < 0) throw new UserException($"{row.Place}: the label is {number}; classes are counted from 0");
        return classes is null || number < classes.Names.Count
            ? number
            : throw new UserException($"{row.Place}: the label is {number}, but the classes are 0 to {classes.Names.Count - 1}");
    }

    private sealed record Row(string Path, string Label, string Place);
}
