using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;
using EvalKit.Core.Randomness;

namespace EvalKit.Methods.Perturbations.Tables;

/// <summary>
/// Category swap: a category becomes another of its column, each equally likely. This happens to 5, 10, 20, 30, 50 % of the
/// cells whose column has at least two.
/// </summary>
[Plugin("category-swap", Source = "Schelter et al. 2021, JENGA, categorical shift (there by a fixed permutation); the shares are ours")]
public sealed record CategorySwap : ITablePerturbation
{
    private static readonly SeverityValues<double> Share = new(0.05, 0.1, 0.2, 0.3, 0.5);

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<float> source, Span<float> destination, in TableContext context) => CellEdit.Some(
        source, destination, Share[context.Severity], context, column => column.Categories > 1, Other);

    private static float Other(float value, ColumnProfile column, ref RandomStream random)
    {
        var other = random.NextInt(column.Categories - 1);
        return other < value ? other : other + 1;
    }
}
