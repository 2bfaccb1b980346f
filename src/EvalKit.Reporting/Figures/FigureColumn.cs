using EvalKit.Core.Metrics;
using EvalKit.Core.Reports;

namespace EvalKit.Reporting.Figures;

/// <summary>A metric's figures for all models, as a column of a table.</summary>
/// <param name="MetricId">The metric's id.</param>
/// <param name="Heading">A short heading.</param>
/// <param name="Info">What the metric means, or null where that is unknown.</param>
/// <param name="Format">How its figures are written.</param>
/// <param name="Figures">One figure a model, in the order of <see cref="Report.Models"/>; null where a model has none.</param>
/// <param name="Standings">How the models rank on it, or null where the report does not rank it.</param>
public sealed record FigureColumn(
    string MetricId,
    string Heading,
    MetricInfo? Info,
    FigureFormat Format,
    IReadOnlyList<Estimate?> Figures,
    IReadOnlyList<Standing>? Standings)
{
    /// <summary>Takes a metric's column out of a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="metricId">The metric's id, measured or not.</param>
    /// <param name="heading">The heading; the metric's title where it is null.</param>
    /// <returns>The column, or null where no model has the figure.</returns>
    public static FigureColumn? Of(Report report, string metricId, string? heading = null)
    {
        Estimate?[] figures =
            [.. report.Models.Select(model => model.Metrics.GetValueOrDefault(metricId) ?? report.Measured?.Of(model.Name, metricId))];
        if (Array.TrueForAll(figures, figure => figure is null))
            return null;

        var info = report.InfoOf(metricId);
        var axis = report.Scorecard.Axes.FirstOrDefault(axis => axis.MetricId == metricId);
        return new(metricId, heading ?? info?.Title ?? metricId, info, FigureFormat.Of(metricId, info, figures), figures, axis?.Standings);
    }

    /// <summary>Whether a narrow view may leave it out: another measure of size beside the number of parameters.</summary>
    internal bool IsMinor { get; init; }

    /// <summary>The heading with the unit of the column's numbers, unless it has it already.</summary>
    public string HeadingWithUnit =>
        Format.Unit.Length == 0 || Heading.Contains(Format.Unit, StringComparison.Ordinal) ? Heading : $"{Heading}, {Format.Unit}";

    /// <summary>The sign that marks a model's standing: ★ for the best, ≈ for a tie with it, nothing otherwise.</summary>
    /// <param name="model">The model's position.</param>
    public string Mark(int model) => Standings?[model] switch
    {
        Standing.Best => "★",
        Standing.TiedWithBest => "≈",
        _ => "",
    };

    /// <summary>A model's cell as text: <c>89.6 ±0.6 ★</c>.</summary>
    /// <param name="model">The model's position.</param>
    public string Text(int model) =>
        string.Join(' ', new[] { Format.Value(Figures[model]), Format.Spread(Figures[model]) ?? "", Mark(model) }.Where(part => part.Length > 0));
}
