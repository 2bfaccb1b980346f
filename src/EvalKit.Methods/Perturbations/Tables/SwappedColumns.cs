using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;

namespace EvalKit.Methods.Perturbations.Tables;

/// <summary>
/// Swapped columns: in each row for itself the columns of numbers are put in pairs at random, and in 5, 10, 20, 50, 100 % of the
/// pairs the two values change places. A table with one column of numbers stays as it is.
/// </summary>
[Plugin("swapped-columns", Source = "Schelter et al. 2021, JENGA, swapped values; the pairs and the shares are ours")]
public sealed record SwappedColumns : ITablePerturbation
{
    private static readonly SeverityValues<double> Share = new(0.05, 0.1, 0.2, 0.5, 1);

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<float> source, Span<float> destination, in TableContext context)
    {
        var share = Share[context.Severity];
        source.CopyTo(destination);
        var columns = context.Columns;
        int[] places = [.. Enumerable.Range(0, columns.Count).Where(i => !columns[i].IsCategorical)];
        var random = context.CreateRandom();
        random.Shuffle<int>(places);
        var selection = new PlaceSelection(ref random, places.Length / 2, share);
        for (var pair = 0; pair + 1 < places.Length; pair += 2)
        {
            if (!selection.Next(ref random)) continue;
            var (one, other) = (places[pair], places[pair + 1]);
            (destination[one], destination[other]) = (destination[other], destination[one]);
        }
    }
}
