using EvalKit.Core.Metrics;
using EvalKit.Core.Models;
using EvalKit.Core.Planning;

namespace EvalKit.Core.Reports;

/// <summary>What the store holds of one model.</summary>
/// <param name="Name">Its name in the run.</param>
/// <param name="Path">Its path as the configuration gives it.</param>
/// <param name="Sha256">The hash of the file and its external data, lower-case hex.</param>
/// <param name="Family">The family that it belongs to, or null.</param>
/// <param name="Cost">What its file says of its cost; null where the file could not be read.</param>
/// <param name="Clean">The predictions on clean data; null where a unit is missing.</param>
/// <param name="Perturbed">The predictions by perturbed condition, those at the levels of sweeps included; a condition of which a unit is missing is absent.</param>
/// <param name="Explanations">The figures of explanations by the attribution method's name; a method of which a unit is missing is absent.</param>
/// <param name="Refusals">By the name of an attribution method why it cannot explain the model; null where all can.</param>
public sealed record ModelRun(
    string Name,
    string Path,
    string Sha256,
    string? Family,
    ModelCost? Cost,
    PredictionTable? Clean,
    IReadOnlyDictionary<Condition, PredictionTable> Perturbed,
    IReadOnlyDictionary<string, ExplanationTable> Explanations,
    IReadOnlyDictionary<string, string>? Refusals = null)
{
    /// <summary>How it answers the same question again and in other company, where that makes its figures doubtful; else null.</summary>
    public ModelBehaviour? Behaviour { get; init; }
}

/// <summary>What a model's file says of its cost, exactly.</summary>
/// <param name="Parameters">The numbers in its weights, a tied tensor once.</param>
/// <param name="Macs">Multiply–accumulate operations for one sample.</param>
/// <param name="Bytes">The size of the file and of its external data.</param>
/// <param name="Activations">The numbers in all intermediate tensors for one sample.</param>
public sealed record ModelCost(long Parameters, long Macs, long Bytes, long Activations);
