using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;
using EvalKit.Core.Randomness;

namespace EvalKit.Methods.Perturbations.Tables;

/// <summary>
/// Missing values: cells are lost completely at random, and the replacement stands in their place. Lost are 5, 10, 20, 30,
/// 50 % of the cells.
/// </summary>
/// <param name="Replacement">What stands where a value is missing.</param>
[Plugin("missing-values", Source = "Schelter et al. 2021, JENGA, missing values (MCAR: Rubin 1976); the shares are ours")]
public sealed record MissingValues(MissingValueReplacement Replacement = MissingValueReplacement.Mean) : ITablePerturbation
{
    private static readonly SeverityValues<double> Share = new(0.05, 0.1, 0.2, 0.3, 0.5);

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<float> source, Span<float> destination, in TableContext context) => CellEdit.Some(
        source, destination, Share[context.Severity], context, _ => true, (float _, ColumnProfile column, ref RandomStream _) => Replace(column));

    private float Replace(ColumnProfile column) => Replacement switch
    {
        MissingValueReplacement.Nothing => float.NaN,
        MissingValueReplacement.Mean => column.IsCategorical ? column.MostFrequent : (float)column.Mean,
        _ => 0,
    };
}
