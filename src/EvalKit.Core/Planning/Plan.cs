using System.Text.Json.Serialization;
using EvalKit.Core.Configuration;
using EvalKit.Core.Gates.References;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;

namespace EvalKit.Core.Planning;

/// <summary>
/// All that a run will compute, decided before the first unit: a pure function of configuration, models, data and
/// versions. It names no host, no thread count and no time.
/// </summary>
/// <param name="Schema">The version of this document's form.</param>
/// <param name="Name">The run's name.</param>
/// <param name="Versions">The software and processor that the values depend on.</param>
/// <param name="Seed">The seed of all random streams.</param>
/// <param name="Data">The data.</param>
/// <param name="Constants">The set of severity constants, or null where nothing is perturbed.</param>
/// <param name="ConstantsReason">Why that set.</param>
/// <param name="Models">The models, in ordinal order of name.</param>
/// <param name="Unopened">The models that could not be opened, in ordinal order of name.</param>
/// <param name="Perturbations">The perturbations.</param>
/// <param name="ReferenceModel">The name of the model whose errors others are divided by, or null.</param>
/// <param name="Explanations">What is explained, or null.</param>
/// <param name="Latency">Whether latency, throughput and memory are measured.</param>
/// <param name="Gates">Conditions that the models must meet.</param>
/// <param name="Units">The units, in the order in which they are computed.</param>
public sealed record Plan(
    int Schema,
    string Name,
    PlanVersions Versions,
    ulong Seed,
    PlannedData Data,
    ConstantSet? Constants,
    string ConstantsReason,
    IReadOnlyList<PlannedModel> Models,
    IReadOnlyList<UnopenedModel> Unopened,
    IReadOnlyList<PlannedPerturbation> Perturbations,
    string? ReferenceModel,
    PlannedExplanations? Explanations,
    bool Latency,
    IReadOnlyList<GateConfig> Gates,
    IReadOnlyList<Unit> Units)
{
    /// <summary>The version of the document's form that this version of EvalKit writes and reads.</summary>
    public const int CurrentSchema = 2;

    /// <summary>
    /// The number of samples that a run draws from in a seeded order until its gates are decided; null where it takes them all, from
    /// the first.
    /// </summary>
    public int? Drawn { get; init; }

    /// <summary>The samples of each slice of the data, as <see cref="SampleRanges"/>, by its name; null where the data have none.</summary>
    public IReadOnlyDictionary<string, string>? Slices { get; init; }

    /// <summary>The perturbations of which the level is sought that a model tolerates; empty where there are none.</summary>
    public IReadOnlyList<PlannedSweep> Sweeps { get; init; } = [];

    /// <summary>The order in which samples are drawn, or null where it is that of the data.</summary>
    public SampleOrder? Order() => Drawn is { } count ? new SampleOrder(Seed, count) : null;

    /// <summary>The plan of a run that stops by itself, as if it had been made for the first samples alone.</summary>
    /// <param name="samples">The number of samples drawn.</param>
    public Plan Until(int samples) => this with
    {
        Data = Data with { Samples = Math.Min(samples, Data.Samples), PerturbedSamples = Math.Min(samples, Data.PerturbedSamples) },
        Units = [.. Units.Where(unit => unit.Start + unit.Count <= samples)],
    };
}

/// <summary>The software and processor that the values depend on.</summary>
/// <param name="EvalKit">The version of EvalKit.</param>
/// <param name="Runtime">The version of ONNX Runtime.</param>
/// <param name="Provider">The execution provider and its optimisation level, such as <c>cpu/all</c>.</param>
/// <param name="Processor">The processor's type.</param>
public sealed record PlanVersions(string EvalKit, string Runtime, string Provider, string Processor);

/// <summary>The data of a run.</summary>
/// <param name="Kind">The kind of its source.</param>
/// <param name="Parameters">The source's parameters as canonical JSON.</param>
/// <param name="Sha256">The hash of all that determines pictures and labels.</param>
/// <param name="Samples">The number of samples on clean data.</param>
/// <param name="PerturbedSamples">The number of samples under each perturbed condition; 0 where nothing is perturbed.</param>
public sealed record PlannedData(string Kind, string Parameters, string Sha256, int Samples, int PerturbedSamples);

/// <summary>A method as the plan fixes it.</summary>
/// <param name="Name">Its name in metric ids.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Version">The version of its values.</param>
/// <param name="Parameters">Its parameters as canonical JSON.</param>
public sealed record PlannedMethod(string Name, string Kind, int Version, string Parameters)
{
    /// <summary>A method of the configuration as the plan fixes it.</summary>
    public static PlannedMethod Of<T>(PluginInstance<T> method)
        where T : class, IPlugin
    {
        ArgumentNullException.ThrowIfNull(method);
        return new PlannedMethod(method.Name, method.Kind, method.Version, method.Parameters);
    }
}

/// <summary>A perturbation and its severities.</summary>
/// <param name="Method">The perturbation.</param>
/// <param name="Severities">Ascending, each from 1 to 5.</param>
/// <param name="Copies">The hash of the data's copy at each severity; null where pictures are computed.</param>
public sealed record PlannedPerturbation(PlannedMethod Method, IReadOnlyList<int> Severities, IReadOnlyList<string>? Copies = null);

/// <summary>A graded perturbation at levels on a grid, from which its tolerated level is read.</summary>
/// <param name="Method">The perturbation.</param>
/// <param name="Levels">Ascending.</param>
/// <param name="Unit">What the levels count.</param>
/// <param name="Target">The accuracy that is common to all models.</param>
/// <param name="Samples">The number of samples at each level, from the first.</param>
public sealed record PlannedSweep(PlannedMethod Method, IReadOnlyList<double> Levels, string Unit, double Target, int Samples)
{
    /// <summary>The conditions, one a level, in their order.</summary>
    [JsonIgnore]
    public IEnumerable<Condition> Conditions => Levels.Select(level => new Condition(Method.Name, 0, level));
}

/// <summary>What is explained and how explanations are judged.</summary>
/// <param name="Target">Which class is explained.</param>
/// <param name="Output">The number of it that is explained; null where each method has its own.</param>
/// <param name="Attributions">The attribution methods, each with its number of samples.</param>
/// <param name="Substrates">What replaces removed pixels.</param>
/// <param name="Metrics">The figures of quality.</param>
public sealed record PlannedExplanations(
    ExplanationTarget Target,
    ExplainedOutput? Output,
    IReadOnlyList<PlannedAttribution> Attributions,
    IReadOnlyList<PlannedMethod> Substrates,
    IReadOnlyList<PlannedMethod> Metrics);

/// <summary>An attribution method and its number of samples.</summary>
/// <param name="Method">The method.</param>
/// <param name="Samples">The number of samples, from the first.</param>
public sealed record PlannedAttribution(PlannedMethod Method, int Samples);
