using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;
using EvalKit.Core.Randomness;

namespace EvalKit.Methods.Perturbations.Tables;

/// <summary>
/// Clipped range: numbers further than 2, 1.5, 1, 0.75, 0.5 standard deviations from their column's mean are set to that bound, as
/// a sensor that saturates does.
/// </summary>
[Plugin("clipped-range", Source = "Ni et al. 2009, Sensor network data fault types, clipping; the bounds are ours")]
public sealed record ClippedRange : ITablePerturbation
{
    private static readonly SeverityValues<double> Bound = new(2, 1.5, 1, 0.75, 0.5);

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<float> source, Span<float> destination, in TableContext context)
    {
        var bound = Bound[context.Severity];
        CellEdit.Numbers(source, destination, context, (float value, ColumnProfile column, ref RandomStream _) =>
            Math.Clamp(value, (float)(column.Mean - (bound * column.Deviation)), (float)(column.Mean + (bound * column.Deviation))));
    }
}
