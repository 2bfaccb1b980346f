using System.Text.Json;
using EvalKit.Core.Data;
using EvalKit.Core.Gates;
using EvalKit.Core.Gates.References;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Planning;
using EvalKit.Core.Plugins;
using EvalKit.Core.Reports;
using EvalKit.Core.Reports.Fourier;
using EvalKit.Core.Store;

namespace EvalKit.Cli.Runs;

/// <summary>Makes the report of a stored run and writes it in every form that a run's folder holds.</summary>
internal static class RunReports
{
    // What is judged shows no hash of the plan, whose writing would take as long as some gates do.
    private const string Unhashed = "";

    private static readonly string[] Kept = ["json", "md", "html"];

    /// <summary>Computes the report.</summary>
    /// <param name="bound">The plan.</param>
    /// <param name="store">The run's folder.</param>
    /// <param name="catalog">The methods.</param>
    /// <param name="reference">The run that gates compare with, or null.</param>
    /// <param name="measured">What was measured, or null.</param>
    /// <param name="data">The data, of which the pictures shown are kept; null where it is not at hand.</param>
    /// <param name="cancellation">Ends the work.</param>
    public static async Task<Report> OfAsync(
        BoundPlan bound, RunStore store, PluginCatalog catalog, ReferenceRun? reference, Measurements? measured, IDataset? data, CancellationToken cancellation)
    {
        var run = await ReadAsync(bound, store, catalog, cancellation).ConfigureAwait(false);
        var gallery = new StoredGallery(bound.Plan, store);
        if (data is not null) await gallery.KeepPicturesAsync(run, data, cancellation).ConfigureAwait(false);
        return Summary.Of(run with { Reference = reference, Measured = measured }) with
        {
            Measured = measured,
            Fourier = FourierMaps.Read(store.Folder),
            Gallery = await gallery.ReadAsync(run, cancellation).ConfigureAwait(false),
        };
    }

    /// <summary>Reads what the store holds of a run.</summary>
    public static Task<EvaluationRun> ReadAsync(BoundPlan bound, RunStore store, PluginCatalog catalog, CancellationToken cancellation) =>
        new StoredRun(bound, store, catalog).ReadAsync(Provenance(bound.Plan, PlanFile.Sha256(bound.Plan)), cancellation);

    /// <summary>Judges the gates of a plan, reading only what they need.</summary>
    /// <param name="bound">The plan, with the gates to judge.</param>
    /// <param name="store">The run's folder.</param>
    /// <param name="catalog">The methods.</param>
    /// <param name="reference">The run that gates compare with, or null.</param>
    /// <param name="cancellation">Ends the work.</param>
    public static async Task<Report> GatesAsync(BoundPlan bound, RunStore store, PluginCatalog catalog, ReferenceRun? reference, CancellationToken cancellation)
    {
        var scope = new GateScope(bound.Plan, bound.Plan.Gates, [], catalog);
        var run = await new StoredRun(bound, store, catalog, scope.Needs).ReadAsync(Provenance(bound.Plan, Unhashed), cancellation).ConfigureAwait(false);
        return Summary.OfGates(run with { Reference = reference, Measured = Measuring.Stored(store.Folder) });
    }

    /// <summary>What of a stored run another is compared with.</summary>
    /// <param name="bound">The run's plan.</param>
    /// <param name="store">The run's folder.</param>
    /// <param name="catalog">The methods.</param>
    /// <param name="metrics">The ids of the metrics to keep.</param>
    /// <param name="cancellation">Ends the work.</param>
    public static async Task<ReferenceRun> ReferenceAsync(
        BoundPlan bound, RunStore store, PluginCatalog catalog, IReadOnlySet<string> metrics, CancellationToken cancellation)
    {
        var scope = new GateScope(bound.Plan, [], metrics, catalog);
        var run = await new StoredRun(bound, store, catalog, scope.Needs).ReadAsync(Provenance(bound.Plan, Unhashed), cancellation).ConfigureAwait(false);
        return ReferenceSaving.Of(run, bound.Plan, metrics);
    }

    /// <summary>Checks, before anything runs, that every gate names a metric and models that the run will have.</summary>
    /// <returns>What the gates will be able to tell: one sentence a gate.</returns>
    /// <exception cref="EvalKit.Core.Errors.UserException">One does not.</exception>
    public static IReadOnlyList<string> CheckGates(BoundPlan bound, RunStore store, PluginCatalog catalog, ReferenceRun? reference)
    {
        var run = new StoredRun(bound, store, catalog).Outline(Provenance(bound.Plan, Unhashed)) with { Reference = reference };
        GateBounds.Check(run);
        return GateForecast.Of(run, bound.Plan);
    }

    /// <summary>The writer of a form that a person asked for: unlike report.json, it holds what was measured too.</summary>
    public static IReportWriter Writer(PluginCatalog catalog, string kind) =>
        catalog.Create<IReportWriter>(kind, kind == "json" ? """{"measured":true}""" : "{}").Method;

    /// <summary>
    /// Writes a report in a form that a person asked for. In a step of GitHub Actions the form <c>github</c> goes with a summary on
    /// the step's page.
    /// </summary>
    /// <param name="report">The report.</param>
    /// <param name="kind">The form.</param>
    /// <param name="file">The file; null for standard output.</param>
    /// <param name="catalog">The forms.</param>
    /// <param name="cancellation">Ends the writing.</param>
    public static async Task PrintAsync(Report report, string kind, string? file, PluginCatalog catalog, CancellationToken cancellation)
    {
        var writer = Writer(catalog, kind);
        if (file is not null)
        {
            await AtomicFile.WriteAsync(Path.GetFullPath(file), (stream, token) => writer.WriteAsync(report, stream, token).AsTask(), cancellation).ConfigureAwait(false);
        }
        else
        {
            await using var output = Console.OpenStandardOutput();
            await writer.WriteAsync(report, output, cancellation).ConfigureAwait(false);
        }

        if (kind != "github" || Environment.GetEnvironmentVariable("GITHUB_STEP_SUMMARY") is not { Length: > 0 } summary) return;
        await using var page = new FileStream(summary, FileMode.Append, FileAccess.Write);
        await Writer(catalog, "comment").WriteAsync(report, page, cancellation).ConfigureAwait(false);
    }

    /// <summary>Writes report.json, report.md and report.html.</summary>
    public static async Task WriteAsync(Report report, RunStore store, PluginCatalog catalog, CancellationToken cancellation)
    {
        foreach (var kind in Kept)
        {
            var writer = catalog.Create<IReportWriter>(kind).Method;
            await store.WriteFileAsync(
                "report" + writer.FileExtension, (stream, token) => writer.WriteAsync(report, stream, token).AsTask(), cancellation).ConfigureAwait(false);
        }
    }

    private static Provenance Provenance(Plan plan, string hash) => new(
        plan.Versions.EvalKit,
        plan.Versions.Runtime,
        plan.Versions.Provider,
        plan.Versions.Processor,
        plan.Seed,
        Files(plan.Data),
        plan.Data.Sha256,
        plan.Data.Samples,
        plan.Data.PerturbedSamples,
        plan.Explanations?.Attributions.Max(one => one.Samples) ?? 0,
        plan.Constants is { } set ? $"{ConstantSets.NameOf(set)} ({plan.ConstantsReason})" : plan.ConstantsReason,
        [.. plan.Perturbations.Select(one => one.Method.Name)],
        [.. (plan.Explanations?.Attributions ?? []).Select(one => one.Method.Name)],
        hash);

    // The parameters of a data source are its files, as the configuration names them.
    private static string Files(PlannedData data)
    {
        using var parameters = JsonDocument.Parse(data.Parameters);
        return string.Join(", ", parameters.RootElement.EnumerateObject().Select(parameter => parameter.Value.ToString()));
    }
}
