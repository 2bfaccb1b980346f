namespace EvalKit.Core.Reports;

/// <summary>What determined a run's figures.</summary>
/// <param name="EvalKitVersion">The version of EvalKit.</param>
/// <param name="RuntimeVersion">The version of ONNX Runtime.</param>
/// <param name="Provider">The execution provider, such as <c>cpu</c>.</param>
/// <param name="Processor">The processor's type, on which the last bits of scores depend.</param>
/// <param name="Seed">The run's seed.</param>
/// <param name="Data">The data's path, or several joined by a comma.</param>
/// <param name="DataSha256">The hash of all data.</param>
/// <param name="CleanSamples">The number of clean samples planned.</param>
/// <param name="PerturbedSamples">The number of samples planned for each perturbed condition.</param>
/// <param name="ExplainedSamples">The number of samples planned for each attribution.</param>
/// <param name="Constants">The set of severity constants, with why it was chosen.</param>
/// <param name="Perturbations">The kinds of perturbation, in order.</param>
/// <param name="Attributions">The kinds of attribution, in order.</param>
/// <param name="PlanSha256">The hash of the plan.</param>
public sealed record Provenance(
    string EvalKitVersion,
    string RuntimeVersion,
    string Provider,
    string Processor,
    ulong Seed,
    string Data,
    string DataSha256,
    int CleanSamples,
    int PerturbedSamples,
    int ExplainedSamples,
    string Constants,
    IReadOnlyList<string> Perturbations,
    IReadOnlyList<string> Attributions,
    string PlanSha256);
