using EvalKit.Core.Planning;
using EvalKit.Core.Store;
using EvalKit.Data.Drawing;

namespace EvalKit.Cli.Runs;

/// <summary>Exports a run's attributions for other programs: <c>attributions/MODEL/METHOD.npy</c>, [samples, height, width].</summary>
/// <param name="plan">What was run.</param>
/// <param name="store">The run's folder.</param>
internal sealed class KeptAttributions(Plan plan, RunStore store)
{
    private const string Folder = "attributions";

    /// <summary>Writes the arrays of every method and model; one of which a unit failed has none, and the report tells of the failure.</summary>
    /// <exception cref="EvalKit.Core.Errors.UserException">The folder cannot be written, or the disk is full.</exception>
    public async Task WriteAsync(CancellationToken cancellation)
    {
        foreach (var units in plan.Units.Where(unit => unit.Kind == UnitKind.Attributions).GroupBy(unit => (unit.Model, unit.What)))
        {
            if (!units.All(unit => store.Contains(unit.Id))) continue;
            var rows = new List<float[]>();
            foreach (var unit in units.OrderBy(unit => unit.Start))
                rows.AddRange(AttributionRows.FromTable(await store.ReadAsync(unit.Id, cancellation).ConfigureAwait(false)).Attributions);

            var (model, method) = units.Key;
            var shape = plan.Models.First(one => one.Name == model).Probed.View.Shape;
            float[] numbers = [.. rows.SelectMany(row => row)];
            await store.WriteFileAsync(Path.Combine(Folder, model, method + ".npy"), (stream, _) => Write(stream, numbers, rows.Count, shape.Height, shape.Width), cancellation).ConfigureAwait(false);
        }
    }

    private static Task Write(Stream stream, float[] numbers, params int[] shape)
    {
        NpyFile.Write(stream, numbers, shape);
        return Task.CompletedTask;
    }
}
