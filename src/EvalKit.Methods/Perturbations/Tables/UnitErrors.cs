using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;
using EvalKit.Core.Randomness;

namespace EvalKit.Methods.Perturbations.Tables;

/// <summary>
/// Unit errors: a number is entered in another unit, 10 or 1,000 times as large (millimetres for centimetres or for metres),
/// both equally likely. This happens to 1, 2, 5, 10, 20 % of the numbers.
/// </summary>
[Plugin("unit-errors", Source = "Schelter et al. 2021, JENGA, scaling; the shares are ours")]
public sealed record UnitErrors : ITablePerturbation
{
    private static readonly SeverityValues<double> Share = new(0.01, 0.02, 0.05, 0.1, 0.2);

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<float> source, Span<float> destination, in TableContext context) => CellEdit.Some(
        source,
        destination,
        Share[context.Severity],
        context,
        column => !column.IsCategorical,
        (float value, ColumnProfile _, ref RandomStream random) => value * (random.NextInt(2) == 0 ? 10 : 1000));
}
