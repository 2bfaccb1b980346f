using EvalKit.Core.Configuration;
using EvalKit.Core.Data;
using EvalKit.Core.Execution;
using EvalKit.Core.Gates.References;
using EvalKit.Core.Planning;
using EvalKit.Core.Plugins;
using EvalKit.Core.Reports;
using EvalKit.Core.Store;

namespace EvalKit.Cli.Runs;

/// <summary>What follows when all units are computed, by one process or by many: cost is measured, and the reports are written.</summary>
/// <param name="plan">What was run.</param>
/// <param name="store">The run's folder.</param>
/// <param name="catalog">The methods.</param>
/// <param name="time">The clock that stamps measurements.</param>
internal sealed class Conclusion(Plan plan, RunStore store, PluginCatalog catalog, TimeProvider time)
{
    /// <summary>Measures with the models and the data at hand, keeps pictures and attributions, and writes the reports.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="data">The data.</param>
    /// <param name="libraries">The libraries of custom operators that the models need.</param>
    /// <param name="reference">The run that gates compare with, or null.</param>
    /// <param name="clock">The wall times so far.</param>
    /// <param name="progress">Told of what happens.</param>
    /// <param name="cancellation">Ends the work.</param>
    public async Task<Report> OfAsync(
        EvalConfig config, IDataset data, IReadOnlyList<string> libraries, ReferenceRun? reference, StageClock clock, IRunProgress progress, CancellationToken cancellation)
    {
        var measured = await new Measuring(plan, store, config.Folder, config.Limits ?? new LimitsConfig(), libraries, time).RunAsync(clock, progress, cancellation).ConfigureAwait(false);
        if (config.Interpretability is { Keep: true }) await new KeptAttributions(plan, store).WriteAsync(cancellation).ConfigureAwait(false);
        return await ReportAsync(data, reference, measured, progress, cancellation).ConfigureAwait(false);
    }

    /// <summary>Writes the reports from the run's folder alone.</summary>
    /// <param name="reference">The run that gates compare with, or null.</param>
    /// <param name="progress">Told of what happens.</param>
    /// <param name="cancellation">Ends the work.</param>
    public Task<Report> OfStoreAsync(ReferenceRun? reference, IRunProgress progress, CancellationToken cancellation) =>
        ReportAsync(data: null, reference, Measuring.Stored(store.Folder), progress, cancellation);

    private async Task<Report> ReportAsync(
        IDataset? data, ReferenceRun? reference, Measurements? measured, IRunProgress progress, CancellationToken cancellation)
    {
        progress.Started("report");
        var report = await RunReports.OfAsync(
            BoundPlan.Of(plan, catalog), store, catalog, reference?.FitTo(plan, ReferenceFile.Name), measured, data, cancellation).ConfigureAwait(false);
        await RunReports.WriteAsync(report, store, catalog, cancellation).ConfigureAwait(false);
        return report;
    }
}
