using EvalKit.Core.Comparison;
using EvalKit.Core.Configuration;
using EvalKit.Core.Metrics;
using EvalKit.Core.Planning;
using EvalKit.Core.Plugins;

namespace EvalKit.Core.Gates;

/// <summary>Which stored units gates need: judging reads no others.</summary>
public sealed class GateScope
{
    private readonly Plan _plan;
    private readonly (string? Models, bool AllModels, string Metric)[] _wanted;
    private readonly HashSet<string> _kinds;

    /// <summary>Takes the gates.</summary>
    /// <param name="plan">The plan, whose gates they need not be.</param>
    /// <param name="gates">The gates.</param>
    /// <param name="metrics">Further metrics of all models.</param>
    /// <param name="catalog">The plug-ins.</param>
    public GateScope(Plan plan, IEnumerable<GateConfig> gates, IEnumerable<string> metrics, PluginCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(catalog);
        _plan = plan;
        _kinds = [.. plan.Perturbations.Select(one => one.Method.Name)];
        var beside = catalog.All<IRobustnessMetric>().Where(one => one.Method.NeedsReference).Select(one => one.Kind).ToHashSet();
        _wanted =
        [
            .. gates.SelectMany(gate => Wanted(gate, beside)),
            .. metrics.Select(metric => ((string?)null, true, SamplePart.WholeOf(metric))),
        ];
    }

    /// <summary>The metrics that a reference run keeps: those that gates name, and what stands for performance and robustness.</summary>
    /// <param name="gates">The gates.</param>
    public static IReadOnlySet<string> Kept(IEnumerable<GateConfig> gates) => new HashSet<string>(
        [PrimaryFigures.Performance, PrimaryFigures.Robustness, .. gates.Select(gate => SamplePart.WholeOf(gate.Metric))], StringComparer.Ordinal);

    /// <summary>Whether a gate needs a unit.</summary>
    /// <param name="unit">A unit of the plan.</param>
    public bool Needs(Unit unit) => Array.Exists(_wanted, one =>
        (one.AllModels || one.Models is null || NamePattern.Matches(one.Models, unit.Model)) && Needs(one.Metric, unit));

    // Some figures of one model need another's units: a rival, the baseline, the model whose errors it is divided by, or, for
    // samples that all classify correctly, those of all.
    private static IEnumerable<(string? Models, bool AllModels, string Metric)> Wanted(GateConfig gate, HashSet<string> beside)
    {
        var metric = SamplePart.WholeOf(gate.Metric);
        var all = gate.OnParetoFront is not null || metric.StartsWith("interpretability/", StringComparison.Ordinal) || beside.Contains(metric.Split('/')[^1].Split('@')[0]);
        yield return (gate.Models, all, metric);
        foreach (var other in new[] { gate.NotWorseThan, gate.BetterThan }.OfType<string>()) yield return (other, false, metric);
    }

    private bool Needs(string metric, Unit unit)
    {
        var at = metric.IndexOf('@', StringComparison.Ordinal);
        var (axis, condition) = (metric.Split('/')[0], at < 0 ? null : metric[(at + 1)..]);
        return axis switch
        {
            // The true classes of the samples stand in the clean units.
            "performance" => IsClean(unit),
            "robustness" => IsClean(unit) || (unit.Kind == UnitKind.Predictions && IsUnder(condition, unit.What)),
            "interpretability" => IsClean(unit) || (unit.Kind == UnitKind.Explanations && IsBy(condition?.Split(':')[0], metric[..(at < 0 ? metric.Length : at)].Split('/')[1], unit.What)),
            _ => false,
        };
    }

    private static bool IsClean(Unit unit) => unit.Kind == UnitKind.Predictions && Condition.Parse(unit.What).IsClean;

    // A category of perturbations is no kind: then all are read.
    private bool IsUnder(string? condition, string what) =>
        condition is null || what.StartsWith(condition, StringComparison.Ordinal) || !_kinds.Contains(condition.Split(':')[0]);

    private bool IsBy(string? method, string metric, string what) => what == $"{method ?? what.Split('/')[0]}/{metric}" && _plan.Explanations is not null;
}
