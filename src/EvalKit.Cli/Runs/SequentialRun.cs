using EvalKit.Core.Configuration;
using EvalKit.Core.Errors;
using EvalKit.Core.Execution;
using EvalKit.Core.Gates.References;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Planning;
using EvalKit.Core.Plugins;
using EvalKit.Core.Reports;
using EvalKit.Core.Store;

namespace EvalKit.Cli.Runs;

/// <summary>Computes range after range of samples, drawn in a seeded order, until every gate is decided.</summary>
/// <param name="plan">The plan over all samples.</param>
/// <param name="store">The run's folder.</param>
/// <param name="reference">The run that gates compare with, or null.</param>
/// <param name="supervisor">Computes units.</param>
/// <param name="catalog">The methods.</param>
internal sealed class SequentialRun(Plan plan, RunStore store, ReferenceRun? reference, Supervisor supervisor, PluginCatalog catalog)
{
    /// <summary>What of a configuration the gates need: nothing is explained or measured, and perturbed only where a gate speaks of it.</summary>
    /// <exception cref="UserException">There are no gates, or the data are perturbed by a copy, which has an order of its own.</exception>
    public static EvalConfig Reduced(EvalConfig config)
    {
        if (config.Gates.Count == 0) throw new UserException($"{config.File}: --until-decided needs gates to decide");
        var isPerturbed = config.Gates.Any(gate => gate.Metric.StartsWith("robustness/", StringComparison.Ordinal));
        if (isPerturbed && config.Robustness?.Perturbations.FirstOrDefault(one => one.Method.Method is IPerturbedCopy) is { } copy)
            throw new UserException($"{config.File}: --until-decided draws samples in an order of its own, which the perturbed copy '{copy.Method.Name}' does not have; leave it out");
        return config with { Interpretability = null, Cost = config.Cost with { Latency = false }, Robustness = isPerturbed ? config.Robustness : null };
    }

    /// <summary>Runs until the gates are decided, or no sample is left.</summary>
    /// <param name="todo">The units that are not in the store.</param>
    /// <param name="cancellation">Ends the run; finished units stay.</param>
    /// <returns>The plan of the samples that were drawn.</returns>
    public async Task<Plan> RunAsync(IReadOnlyList<Unit> todo, CancellationToken cancellation)
    {
        var drawn = plan;
        foreach (var end in plan.Units.Select(unit => unit.Start + unit.Count).Distinct().Order())
        {
            await supervisor.RunAsync([.. todo.Where(unit => unit.Start + unit.Count == end)], cancellation).ConfigureAwait(false);
            drawn = plan.Until(end);
            var report = await RunReports.GatesAsync(BoundPlan.Of(drawn, catalog), store, catalog, reference?.FitTo(drawn, ReferenceFile.Name), cancellation).ConfigureAwait(false);
            if (report.Gates.All(gate => gate.Outcome != GateOutcome.Inconclusive)) break;
        }

        return drawn;
    }
}
