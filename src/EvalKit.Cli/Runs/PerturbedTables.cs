using System.Globalization;
using EvalKit.Core.Errors;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;
using EvalKit.Core.Randomness;
using EvalKit.Data.Tables;

namespace EvalKit.Cli.Runs;

/// <summary>Writes tables as perturbations leave them.</summary>
/// <param name="methods">The perturbations.</param>
/// <param name="severities">The severities.</param>
/// <param name="keep">The names of columns that stay as they are, such as labels.</param>
/// <param name="seed">The seed of all random streams.</param>
/// <param name="folder">The folder that gets a folder for each table.</param>
internal sealed class PerturbedTables(
    IReadOnlyList<PluginInstance<ITablePerturbation>> methods, IReadOnlyList<int> severities, IReadOnlyList<string> keep, ulong seed, string folder)
{
    /// <summary>Writes every perturbation of a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="written">Told of each file with the share of cells that changed, from 0 to 1.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="UserException">A column to keep is not there, or the folder cannot be written.</exception>
    public async Task WriteAsync(StoredTable table, Action<string, double> written, CancellationToken cancellation)
    {
        string[] names = [.. table.Columns.Select(column => column.Name)];
        if (keep.FirstOrDefault(name => !names.Contains(name)) is { } missing)
            throw new UserException($"{table.Input} has no column '{missing}' (columns: {string.Join(", ", names)}){NearestName.Hint(missing, names)}");
        int[] places = [.. Enumerable.Range(0, names.Length).Where(i => !keep.Contains(names[i]))];
        ColumnProfile[] columns = [.. places.Select(place => table.Columns[place])];
        foreach (var method in methods)
        {
            foreach (var severity in severities)
            {
                var changed = 0L;
                var rows = Enumerable.Range(0, table.Rows).Select(row =>
                {
                    var values = table.Row(row);
                    changed += Perturb(values, places, method, new TableContext(columns, severity, KeyOf(method, severity, row)));
                    return values;
                });
                var path = Path.Combine(folder, table.Name, string.Create(CultureInfo.InvariantCulture, $"{method.Name}-{severity}.csv"));
                await WrittenFile.WriteAsync(path, stream => table.Write(stream, rows), cancellation).ConfigureAwait(false);
                written(path, (double)changed / ((long)table.Rows * names.Length));
            }
        }
    }

    private static int Perturb(float[] values, int[] places, PluginInstance<ITablePerturbation> method, in TableContext context)
    {
        float[] source = [.. places.Select(place => values[place])];
        var destination = new float[source.Length];
        method.Method.Apply(source, destination, context);
        for (var i = 0; i < places.Length; i++) values[places[i]] = destination[i];
        return source.Zip(destination).Count(pair => !pair.First.Equals(pair.Second));
    }

    // A row's identity is its position, as that of a picture in an IDX file.
    private ulong KeyOf(PluginInstance<ITablePerturbation> method, int severity, int row) =>
        RandomStream.KeyOf(seed, method.Name, severity, row.ToString(CultureInfo.InvariantCulture));
}
