using EvalKit.Core.Metrics;

namespace EvalKit.Core.Reports;

/// <summary>
/// What a second run would measure anew: speed, memory and wall times. It is kept apart from the report, which is a pure
/// function of the store; a report that carries it shows it.
/// </summary>
/// <param name="At">When it was measured.</param>
/// <param name="Machine">On which machine: processor, cores used and memory, for a reader.</param>
/// <param name="Stages">The wall times of the run's stages, in the order in which they ended.</param>
/// <param name="Models">
/// The figures by model name, then by metric id (<see cref="Infos"/>), both in ordinal order. A model that was not
/// measured is absent, or has <see cref="Estimate.Missing"/> figures that say why.
/// </param>
public sealed record Measurements(
    DateTimeOffset At,
    string Machine,
    IReadOnlyList<StageTime> Stages,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, Estimate>> Models)
{
    /// <summary>The id of the median latency of one sample at batch 1.</summary>
    public const string LatencyP50 = "cost/latency-p50";

    /// <summary>The id of the 95th percentile of that latency.</summary>
    public const string LatencyP95 = "cost/latency-p95";

    /// <summary>The id of the throughput at the run's batch size.</summary>
    public const string Throughput = "cost/throughput";

    /// <summary>The id of the peak memory of a process that does nothing but run the model.</summary>
    public const string PeakMemory = "cost/peak-memory";

    /// <summary>What the measured figures mean, by id.</summary>
    public static IReadOnlyDictionary<string, MetricInfo> Infos { get; } =
        new SortedDictionary<string, MetricInfo>(StringComparer.Ordinal)
        {
            [LatencyP50] = Info("Latency, median", "ms", ScoreDirection.LowerIsBetter),
            [LatencyP95] = Info("Latency, 95th percentile", "ms", ScoreDirection.LowerIsBetter),
            [PeakMemory] = Info("Peak memory", "bytes", ScoreDirection.LowerIsBetter),
            [Throughput] = Info("Throughput", "samples/s", ScoreDirection.HigherIsBetter),
        };

    /// <summary>The command that ran, or null where it is not known.</summary>
    public string? Command { get; init; }

    /// <summary>The wall time of all stages.</summary>
    public TimeSpan Wall => Stages.Aggregate(TimeSpan.Zero, (sum, stage) => sum + stage.Wall);

    /// <summary>A model's measured figure, or null where there is none.</summary>
    public Estimate? Of(string model, string id) =>
        Models.TryGetValue(model, out var figures) ? figures.GetValueOrDefault(id) : null;

    private static MetricInfo Info(string title, string unit, ScoreDirection direction) =>
        new(title, unit, 0, double.PositiveInfinity, direction, "Measured on this machine after warm-up, interleaved between models.");
}

/// <summary>How long a stage of the run took.</summary>
/// <param name="Name">The stage, such as <c>clean</c>, <c>perturbed</c>, <c>attributions</c> or <c>latency</c>.</param>
/// <param name="Wall">Its wall time.</param>
public sealed record StageTime(string Name, TimeSpan Wall);
