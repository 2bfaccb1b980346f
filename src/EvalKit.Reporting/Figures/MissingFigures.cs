using EvalKit.Core.Reports;

namespace EvalKit.Reporting.Figures;

/// <summary>The figures that a model should have and has not, with the reason.</summary>
/// <param name="Model">The model.</param>
/// <param name="Figures">Which figures: the first three ids, and how many more.</param>
/// <param name="Why">The reason that they share.</param>
internal sealed record MissingFigures(string Model, string Figures, string Why)
{
    private const int Named = 3;

    /// <summary>Lists a report's missing figures, one entry a model and reason.</summary>
    public static IEnumerable<MissingFigures> Of(Report report) =>
        from model in report.Models
        let measured = report.Measured?.Models.GetValueOrDefault(model.Name)?.AsEnumerable() ?? []
        from gap in model.Metrics.Concat(measured).Where(pair => !pair.Value.IsDefined).GroupBy(pair => pair.Value.Note ?? "not finite", pair => pair.Key)
        select new MissingFigures(model.Name, Names([.. gap]), gap.Key);

    private static string Names(string[] ids) =>
        string.Join(", ", ids.Take(Named)) + (ids.Length > Named ? $" and {ids.Length - Named} more" : "");
}
