using EvalKit.Core.Randomness;

namespace EvalKit.Core.Perturbations;

/// <summary>What a perturbation of one row of a table depends on.</summary>
/// <param name="Columns">The columns, in the order of a row's values.</param>
/// <param name="Severity">From 1 (mild) to 5 (strong).</param>
/// <param name="StreamKey">The key of this row's random stream (<see cref="RandomStream.KeyOf"/>).</param>
public readonly record struct TableContext(IReadOnlyList<ColumnProfile> Columns, int Severity, ulong StreamKey)
{
    /// <summary>The row's random stream, at its beginning.</summary>
    public RandomStream CreateRandom() => new(StreamKey);
}
