using EvalKit.Core.Plugins;

namespace EvalKit.Core.Perturbations;

/// <summary>
/// A perturbation of tables, row by row, at severities 1 (mild) to 5 (strong). It is a pure function of the row and the
/// context, and safe to call from several threads. How much a number changes goes by its column's spread in the clean data.
/// </summary>
[PluginSort("table-perturbations")]
public interface ITablePerturbation : IPlugin
{
    /// <summary>Perturbs one row.</summary>
    /// <param name="source">
    /// A value for each column: the number, or the category as a whole number from 0; NaN where it is missing. Left unchanged.
    /// </param>
    /// <param name="destination">Receives the same; must not overlap the source. What is missing stays so.</param>
    /// <param name="context">Columns, severity and random stream.</param>
    /// <exception cref="ArgumentOutOfRangeException">The severity is not 1 to 5.</exception>
    void Apply(ReadOnlySpan<float> source, Span<float> destination, in TableContext context);
}
