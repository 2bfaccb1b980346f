using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;
using EvalKit.Core.Randomness;

namespace EvalKit.Methods.Perturbations.Tables;

/// <summary>
/// Rounding: numbers are rounded to steps of 0.1, 0.25, 0.5, 1, 2 standard deviations, counted from their column's mean; half a
/// step goes to the even one.
/// </summary>
[Plugin("rounding", Source = "Widrow and Kollár 2008, Quantization Noise; the steps are ours")]
public sealed record Rounding : ITablePerturbation
{
    private static readonly SeverityValues<double> Step = new(0.1, 0.25, 0.5, 1, 2);

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<float> source, Span<float> destination, in TableContext context)
    {
        var deviations = Step[context.Severity];
        CellEdit.Numbers(source, destination, context, (float value, ColumnProfile column, ref RandomStream _) =>
        {
            var step = deviations * column.Deviation;
            return step > 0 ? (float)(column.Mean + (step * Math.Round((value - column.Mean) / step))) : value;
        });
    }
}
