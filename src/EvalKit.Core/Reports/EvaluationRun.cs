using EvalKit.Core.Attributions;
using EvalKit.Core.Configuration;
using EvalKit.Core.Gates.References;
using EvalKit.Core.Metrics;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Planning;
using EvalKit.Core.Plugins;

namespace EvalKit.Core.Reports;

/// <summary>
/// All that the store holds of a run, with the figures to compute from it: what <see cref="Summary"/> makes a report of.
/// Before a run, with models that hold no predictions yet, it says which metric ids the run will give.
/// </summary>
/// <param name="Name">The run's name.</param>
/// <param name="Provenance">What determined the stored values; its seed seeds the resampling of intervals too.</param>
/// <param name="Models">The models, in any order.</param>
/// <param name="Conditions">The perturbed conditions planned, in the order of the plan.</param>
/// <param name="ReferenceModel">The name of the model whose errors others are divided by, or null.</param>
/// <param name="Attributions">The names of the attribution methods planned, in order.</param>
/// <param name="Substrates">The names of the substrates planned, in order.</param>
/// <param name="PredictionMetrics">The figures of predictions.</param>
/// <param name="RobustnessMetrics">The figures over perturbed conditions.</param>
/// <param name="ExplanationMetrics">The figures of explanations that the configuration chose.</param>
/// <param name="Gates">The gates to judge.</param>
/// <param name="Findings">What was found while planning and running, in a fixed order.</param>
/// <param name="Failures">The units that failed, in a fixed order.</param>
public sealed record EvaluationRun(
    string Name,
    Provenance Provenance,
    IReadOnlyList<ModelRun> Models,
    IReadOnlyList<PlannedCondition> Conditions,
    string? ReferenceModel,
    IReadOnlyList<string> Attributions,
    IReadOnlyList<string> Substrates,
    IReadOnlyList<IPredictionMetric> PredictionMetrics,
    IReadOnlyList<IRobustnessMetric> RobustnessMetrics,
    IReadOnlyList<PluginInstance<IExplanationMetric>> ExplanationMetrics,
    IReadOnlyList<GateConfig> Gates,
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<Failure> Failures)
{
    /// <summary>The models by ascending parameter count, then name: the order of every report.</summary>
    public IReadOnlyList<ModelRun> BySize =>
        [.. Models.OrderBy(model => model.Cost?.Parameters ?? long.MaxValue).ThenBy(model => model.Name, StringComparer.Ordinal)];

    /// <summary>The earlier run that gates compare with, or null.</summary>
    public ReferenceRun? Reference { get; init; }

    /// <summary>
    /// The order in which the samples were drawn, by which they are numbered, where the run stopped when its gates were decided; else
    /// null.
    /// </summary>
    public SampleOrder? Order { get; init; }

    /// <summary>What was measured beside the store, for gates on it, or null.</summary>
    public Measurements? Measured { get; init; }

    /// <summary>The samples of each slice of the data, ascending, by the slice's name; null where the data have none.</summary>
    public IReadOnlyDictionary<string, int[]>? Slices { get; init; }

    /// <summary>The sweeps planned, in the order of the plan.</summary>
    public IReadOnlyList<PlannedSweep> Sweeps { get; init; } = [];

    /// <summary>The figures of sweeps.</summary>
    public IReadOnlyList<ISweepMetric> SweepMetrics { get; init; } = [];
}

/// <summary>A perturbed condition of the plan.</summary>
/// <param name="Condition">The kind and severity.</param>
/// <param name="Category">The group that the kind belongs to.</param>
public sealed record PlannedCondition(Condition Condition, PerturbationCategory Category);
