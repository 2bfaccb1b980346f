using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;
using EvalKit.Core.Randomness;

namespace EvalKit.Methods.Perturbations.Tables;

/// <summary>
/// Mean drift: each column of numbers is moved by 0.1, 0.25, 0.5, 1, 2 of its standard deviations, in all rows the same way; up
/// or down is drawn by the column's name.
/// </summary>
[Plugin("mean-drift", Source = "Ni et al. 2009, Sensor network data fault types, calibration offset; Rabanser et al. 2019, Failing loudly; the steps are ours")]
public sealed record MeanDrift : ITablePerturbation
{
    private static readonly SeverityValues<double> Step = new(0.1, 0.25, 0.5, 1, 2);

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<float> source, Span<float> destination, in TableContext context)
    {
        var step = Step[context.Severity];
        CellEdit.Numbers(source, destination, context, (float value, ColumnProfile column, ref RandomStream _) =>
            (float)(value + (Direction(column) * step * column.Deviation)));
    }

    // A drift is one of the data, not of a sample, so it must not depend on the sample's stream.
    private static int Direction(ColumnProfile column) =>
        new RandomStream(RandomStream.KeyOf(0, "mean-drift", 0, column.Name)).NextInt(2) == 0 ? 1 : -1;
}
