using System.Text.Json;
using System.Text.Json.Serialization;
using EvalKit.Core.Images;
using EvalKit.Core.Planning;

namespace EvalKit.Core.Execution;

/// <summary>What the supervisor asks of a worker: one JSON document a line on the worker's standard input.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "ask")]
[JsonDerivedType(typeof(ProbeRequest), "probe")]
[JsonDerivedType(typeof(JobRequest), "job")]
[JsonDerivedType(typeof(LatencyRequest), "latency")]
[JsonDerivedType(typeof(MemoryRequest), "memory")]
public abstract record WorkerRequest;

/// <summary>Opens a model and says what it takes and gives.</summary>
/// <param name="Model">What the configuration says of it.</param>
/// <param name="Stored">The shape of the data's first picture, for what the graph leaves free.</param>
/// <param name="Attributions">The attribution methods that are asked for; each may refuse the model.</param>
public sealed record ProbeRequest(ModelEntry Model, ImageShape Stored, IReadOnlyList<PlannedMethod> Attributions) : WorkerRequest;

/// <summary>Computes units that belong together: see <see cref="Job"/>.</summary>
/// <param name="Units">The ids of the units, as in the plan.</param>
public sealed record JobRequest(IReadOnlyList<string> Units) : WorkerRequest;

/// <summary>Measures latency and throughput of models, interleaved.</summary>
/// <param name="Models">The names of the models.</param>
public sealed record LatencyRequest(IReadOnlyList<string> Models) : WorkerRequest;

/// <summary>Runs one model and measures the peak memory of the process.</summary>
/// <param name="Model">The name of the model.</param>
public sealed record MemoryRequest(string Model) : WorkerRequest;

/// <summary>What a worker answers: one JSON document a line on its standard output. <see cref="Done"/> ends an answer.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "say")]
[JsonDerivedType(typeof(Probed), "probed")]
[JsonDerivedType(typeof(Progressed), "progressed")]
[JsonDerivedType(typeof(UnitFinished), "finished")]
[JsonDerivedType(typeof(UnitFailed), "failed")]
[JsonDerivedType(typeof(LatencyMeasured), "latency")]
[JsonDerivedType(typeof(MemoryMeasured), "memory")]
[JsonDerivedType(typeof(Refused), "refused")]
[JsonDerivedType(typeof(Done), "done")]
public abstract record WorkerReply;

/// <summary>A model was opened.</summary>
/// <param name="Model">What opening it showed.</param>
public sealed record Probed(ProbedModel Model) : WorkerReply;

/// <summary>The worker is ready, or calls of models have returned since the last answer.</summary>
/// <param name="Predictions">The number of pictures in these calls.</param>
public sealed record Progressed(long Predictions) : WorkerReply;

/// <summary>A unit is in the store.</summary>
/// <param name="Unit">Its id.</param>
public sealed record UnitFinished(string Unit) : WorkerReply;

/// <summary>A unit failed, while the worker lives on.</summary>
/// <param name="Unit">Its id.</param>
/// <param name="Message">Why.</param>
/// <param name="Retryable">Whether a retry may mend it.</param>
public sealed record UnitFailed(string Unit, string Message, bool Retryable = false) : WorkerReply;

/// <summary>One model's times.</summary>
/// <param name="Model">Its name.</param>
/// <param name="Milliseconds">The latencies of single samples, in the order measured.</param>
/// <param name="SamplesPerSecond">The throughputs of single batches, in the order measured.</param>
public sealed record LatencyMeasured(string Model, IReadOnlyList<double> Milliseconds, IReadOnlyList<double> SamplesPerSecond) : WorkerReply;

/// <summary>One model's memory.</summary>
/// <param name="Model">Its name.</param>
/// <param name="PeakBytes">The process's peak resident memory.</param>
public sealed record MemoryMeasured(string Model, long PeakBytes) : WorkerReply;

/// <summary>The request cannot be met because of what the user gave.</summary>
/// <param name="Message">The whole message.</param>
/// <param name="Retryable">Whether a retry may mend it.</param>
public sealed record Refused(string Message, bool Retryable = false) : WorkerReply;

/// <summary>The request is met.</summary>
public sealed record Done : WorkerReply;

/// <summary>The JSON of the protocol and of the plan.</summary>
public static class WireJson
{
    /// <summary>One document a line; enums and keys in camel case, NaN allowed.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>The same, indented for a reader.</summary>
    public static JsonSerializerOptions Indented { get; } = new(Options) { WriteIndented = true, NewLine = "\n" };
}
