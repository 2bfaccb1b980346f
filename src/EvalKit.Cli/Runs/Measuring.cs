using System.Globalization;
using EvalKit.Core.Configuration;
using EvalKit.Core.Execution;
using EvalKit.Core.Metrics;
using EvalKit.Core.Planning;
using EvalKit.Core.Reports;
using EvalKit.Core.Store;
using EvalKit.Reporting;

namespace EvalKit.Cli.Runs;

/// <summary>
/// Measures latency and throughput of all models in one process, taking turns, and each model's memory in a process of its
/// own. What an earlier run measured is kept; a model that is new has all measured again, since times compare only within
/// one measurement.
/// </summary>
/// <param name="plan">The plan.</param>
/// <param name="store">The run's folder.</param>
/// <param name="folder">The folder that the plan's paths start from.</param>
/// <param name="limits">What a worker may take.</param>
/// <param name="libraries">The libraries of custom operators that a worker loads.</param>
/// <param name="time">The clock.</param>
internal sealed class Measuring(Plan plan, RunStore store, string folder, LimitsConfig limits, IReadOnlyList<string> libraries, TimeProvider time)
{
    /// <summary>The name of the file with what was measured.</summary>
    public const string FileName = "measured.json";

    private const double Low = 0.025;
    private const double High = 0.975;
    private const string NotRun = "the model failed on clean data, so it was not measured";

    private readonly Pace _pace = new(limits, threads: 1);

    /// <summary>Measures what is not yet measured and keeps it in <c>measured.json</c>.</summary>
    public async Task<Measurements?> RunAsync(StageClock clock, IRunProgress progress, CancellationToken cancellation)
    {
        var earlier = Stored(store.Folder);
        if (!plan.Latency) return earlier;
        if (earlier is not null && plan.Models.All(model => earlier.Models.ContainsKey(model.Name))) return earlier;
        progress.Started("latency and memory");
        var models = new SortedDictionary<string, IReadOnlyDictionary<string, Estimate>>(StringComparer.Ordinal);
        await clock.TimeAsync("latency and memory", async () =>
        {
            // A model that ends the worker would take the times of all others with it.
            PlannedModel[] sound = [.. plan.Models.Where(IsSound)];
            var times = await LatencyAsync(sound, cancellation).ConfigureAwait(false);
            foreach (var model in plan.Models)
            {
                var figures = new SortedDictionary<string, Estimate>(StringComparer.Ordinal);
                if (times.TryGetValue(model.Name, out var measured)) Summarise(measured, figures);
                figures[Measurements.PeakMemory] = sound.Contains(model) ? await MemoryAsync(model, cancellation).ConfigureAwait(false) : Estimate.Missing(NotRun);
                models.Add(model.Name, figures);
            }
        }).ConfigureAwait(false);
        var result = new Measurements(time.GetUtcNow(), Machine(), clock.Stages, models) { Command = CommandLine.Typed(Environment.GetCommandLineArgs()) };
        await store.WriteFileAsync(FileName, (stream, token) => MeasuredJson.WriteAsync(result, stream, token).AsTask(), cancellation).ConfigureAwait(false);
        return result;
    }

    /// <summary>What an earlier run measured, or null.</summary>
    public static Measurements? Stored(string run)
    {
        var path = Path.Combine(run, FileName);
        if (!File.Exists(path)) return null;
        using var stream = File.OpenRead(path);
        return MeasuredJson.Read(stream, path);
    }

    private string Machine() => string.Create(
        CultureInfo.InvariantCulture,
        $"{plan.Versions.Processor}, 1 of {CpuAllocation.Current} threads, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GiB");

    private bool IsSound(PlannedModel model) => plan.Units
        .Where(unit => unit.Model == model.Name && unit.Kind == UnitKind.Predictions && Condition.Parse(unit.What).IsClean)
        .All(unit => store.Contains(unit.Id));

    private async Task<Dictionary<string, LatencyMeasured>> LatencyAsync(PlannedModel[] models, CancellationToken cancellation)
    {
        var times = new Dictionary<string, LatencyMeasured>(StringComparer.Ordinal);
        if (models.Length == 0) return times;
        await using var worker = WorkerLauncher.Start(folder, store.Folder, threads: 1, limits, libraries);
        try
        {
            await foreach (var reply in worker.AskAsync(new LatencyRequest([.. models.Select(model => model.Name)]), _pace.ToRun(models), cancellation).ConfigureAwait(false))
                if (reply is LatencyMeasured measured) times.Add(measured.Model, measured);
        }
        catch (WorkerDiedException)
        {
            // The models left have no latency; their rows in the report are empty.
        }

        return times;
    }

    private async Task<Estimate> MemoryAsync(PlannedModel model, CancellationToken cancellation)
    {
        await using var worker = WorkerLauncher.Start(folder, store.Folder, threads: 1, limits, libraries);
        try
        {
            await foreach (var reply in worker.AskAsync(new MemoryRequest(model.Name), _pace.ToRun([model]), cancellation).ConfigureAwait(false))
                if (reply is MemoryMeasured measured) return new Estimate(measured.PeakBytes, null, null, 1);
        }
        catch (WorkerDiedException death)
        {
            return Estimate.Missing(death.Message);
        }

        return Estimate.Missing("the worker did not measure it");
    }

    // Times vary by the machine, not by a sample that an interval could speak for: the spread of the repeats is given.
    private static void Summarise(LatencyMeasured measured, SortedDictionary<string, Estimate> figures)
    {
        double[] latencies = [.. measured.Milliseconds.Order()];
        double[] throughputs = [.. measured.SamplesPerSecond.Order()];
        figures[Measurements.LatencyP50] = Spread(latencies, Quantile(latencies, 0.5));
        figures[Measurements.LatencyP95] = Spread(latencies, Quantile(latencies, 0.95));
        figures[Measurements.Throughput] = Spread(throughputs, Quantile(throughputs, 0.5));
    }

    private static Estimate Spread(double[] sorted, double value) =>
        new(value, Quantile(sorted, Low), Quantile(sorted, High), sorted.Length, "the interval is the spread of 95 % of the repeats");

    private static double Quantile(double[] sorted, double share) => sorted[(int)Math.Round(share * (sorted.Length - 1))];
}
