using EvalKit.Core.Configuration;
using EvalKit.Core.Data;
using EvalKit.Core.Errors;

namespace EvalKit.Data.Readers;

/// <summary>Reads which samples belong to which slice from a CSV file.</summary>
public static class SliceFile
{
    /// <summary>Reads the slices.</summary>
    /// <param name="slices">The file and its column.</param>
    /// <param name="folder">The folder that its path starts from.</param>
    /// <param name="data">The data.</param>
    /// <param name="samples">The number of samples used, from the first.</param>
    /// <returns>The positions of each slice's samples, ascending, by the slice's name in ordinal order.</returns>
    /// <exception cref="UserException">The file is missing, has no such column, names a sample twice or one that the data do not have.</exception>
    public static IReadOnlyDictionary<string, int[]> Read(SlicesConfig slices, string folder, IDataset data, int samples)
    {
        var path = Path.Combine(folder, slices.Path);
        if (!File.Exists(path)) throw new UserException($"{path}: no file of slices{DataFile.NearestEntry(Path.GetFullPath(path))}");
        var positions = Enumerable.Range(0, data.Count).ToDictionary(data.Id, StringComparer.Ordinal);
        var members = new SortedDictionary<string, SortedSet<int>>(StringComparer.Ordinal);
        var seen = new HashSet<int>();
        var (column, number) = (-1, 0);
        foreach (var line in BoundedFile.ReadLines(path))
        {
            var place = $"{path}:{++number}";
            if (string.IsNullOrWhiteSpace(line)) continue;
            var fields = CsvLine.Split(line, place);
            if (column < 0)
            {
                column = ColumnOf(slices.Column, fields, place);
                continue;
            }

            if (fields.Count <= column) throw new UserException($"{place}: has {fields.Count} fields, but '{slices.Column}' is column {column + 1}");
            if (!positions.TryGetValue(fields[0], out var sample)) throw new UserException($"{place}: the data have no sample '{fields[0]}'{NearestName.Hint(fields[0], positions.Keys)}");
            if (!seen.Add(sample)) throw new UserException($"{place}: the sample '{fields[0]}' stands twice");
            if (sample >= samples || fields[column].Length == 0) continue;
            if (!members.TryGetValue(fields[column], out var slice)) members.Add(fields[column], slice = []);
            slice.Add(sample);
        }

        return new SortedDictionary<string, int[]>(members.ToDictionary(slice => slice.Key, slice => slice.Value.ToArray()), StringComparer.Ordinal);
    }

    private static int ColumnOf(string name, IReadOnlyList<string> header, string place)
    {
        var column = header.ToList().IndexOf(name);
        if (column > 0) return column;
        string[] columns = [.. header.Skip(1)];
        throw new UserException($"{place}: has no column '{name}' behind the id (allowed: {string.Join(", ", columns)}){NearestName.Hint(name, columns)}");
    }
}
