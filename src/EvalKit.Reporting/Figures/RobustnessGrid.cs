using System.Globalization;
using EvalKit.Core.Metrics;
using EvalKit.Core.Reports;

namespace EvalKit.Reporting.Figures;

/// <summary>The performance figure under every kind and severity of perturbation.</summary>
/// <param name="Metric">The metric's name, such as <c>accuracy</c>.</param>
/// <param name="Kinds">The kinds, in the order of the plan.</param>
/// <param name="Severities">All severities that occur, ascending.</param>
public sealed record RobustnessGrid(string Metric, IReadOnlyList<string> Kinds, IReadOnlyList<int> Severities)
{
    /// <summary>Finds the grid of the figure that stands for performance (accuracy where none does).</summary>
    /// <returns>The grid, or null where no perturbed figure exists.</returns>
    public static RobustnessGrid? Of(Report report)
    {
        var primary = report.Scorecard.Axes.FirstOrDefault(axis => axis.Axis == "performance")?.MetricId;
        var metric = primary is null ? "accuracy" : MetricId.Parse(primary).Metric;
        var prefix = $"robustness/{metric}@";
        (string Kind, int Severity)[] cells =
        [
            .. report.Models.SelectMany(model => model.Metrics.Keys)
                .Where(id => id.StartsWith(prefix, StringComparison.Ordinal))
                .Select(id => Condition(id[prefix.Length..]))
                .Where(cell => cell.Severity > 0)
                .Distinct(),
        ];
        if (cells.Length == 0)
            return null;

        var order = report.Provenance.Perturbations;
        return new(
            metric,
            [.. order.Where(kind => cells.Any(cell => cell.Kind == kind)),
                .. cells.Select(cell => cell.Kind).Distinct().Except(order).Order(StringComparer.Ordinal)],
            [.. cells.Select(cell => cell.Severity).Distinct().Order()]);
    }

    /// <summary>The same grid of every other figure that is given by kind, in ordinal order.</summary>
    public IReadOnlyList<RobustnessGrid> Others(Report report) =>
    [
        .. report.Metrics.Keys.Select(MetricId.Parse)
            .Where(id => id.Axis == "robustness" && id.Condition == Kinds[0] && id.Metric != Metric && !id.IsNoiseTolerance)
            .Select(id => this with { Metric = id.Metric }),
    ];

    /// <summary>The id of a cell's figure.</summary>
    public string Id(string kind, int severity) => string.Create(CultureInfo.InvariantCulture, $"robustness/{Metric}@{kind}:{severity}");

    /// <summary>A model's figure under a condition, or null where it has none.</summary>
    public Estimate? At(ModelReport model, string kind, int severity) => model.Metrics.GetValueOrDefault(Id(kind, severity));

    /// <summary>A model's figure for a kind, over its severities; null where it has none.</summary>
    public Estimate? OfKind(ModelReport model, string kind) => model.Metrics.GetValueOrDefault($"robustness/{Metric}@{kind}");

    /// <summary>How the grid's figures are written.</summary>
    public FigureFormat Format(Report report) =>
        FigureFormat.Of($"robustness/{Metric}", Info(report), []);

    /// <summary>What the grid's figures mean, or null where that is unknown.</summary>
    internal MetricInfo? Info(Report report) =>
        report.InfoOf($"robustness/{Metric}@{Kinds[0]}") ?? report.InfoOf(Id(Kinds[0], Severities[0])) ?? report.InfoOf($"performance/{Metric}");

    private static (string Kind, int Severity) Condition(string text)
    {
        var colon = text.LastIndexOf(':');
        return colon > 0 && int.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var severity)
            ? (text[..colon], severity)
            : (text, 0);
    }
}
