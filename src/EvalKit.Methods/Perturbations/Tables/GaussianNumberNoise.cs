using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;
using EvalKit.Core.Randomness;

namespace EvalKit.Methods.Perturbations.Tables;

/// <summary>
/// Gaussian noise: every number gets a normal one added, with 0.05, 0.1, 0.2, 0.4, 0.8 of its column's standard deviation.
/// Whole numbers do not stay whole.
/// </summary>
[Plugin("gaussian-noise", Source = "Schelter et al. 2021, JENGA, gaussian noise; the deviations are ours")]
public sealed record GaussianNumberNoise : ITablePerturbation
{
    private static readonly SeverityValues<double> Deviations = new(0.05, 0.1, 0.2, 0.4, 0.8);

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<float> source, Span<float> destination, in TableContext context)
    {
        var deviations = Deviations[context.Severity];
        CellEdit.Numbers(source, destination, context, (float value, ColumnProfile column, ref RandomStream random) =>
            (float)(value + (deviations * column.Deviation * random.NextGaussian())));
    }
}
