using EvalKit.Core.Configuration;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Planning;

namespace EvalKit.Core.Gates.References;

/// <summary>
/// An earlier run that gates compare with: of each model the figures that gates need, sample by sample, so that models are
/// compared in pairs. It is kept as a small file that is committed beside the configuration.
/// </summary>
/// <param name="Schema">The version of the file's form.</param>
/// <param name="Name">The run's name.</param>
/// <param name="EvalKit">The version of EvalKit that saved it.</param>
/// <param name="DataSha256">The hash of all data, lower-case hex.</param>
/// <param name="Seed">The run's seed, on which perturbed data depend.</param>
/// <param name="Constants">The set of severity constants, or null where nothing was perturbed.</param>
/// <param name="Perturbations">The perturbations.</param>
/// <param name="Explanations">How models were explained, or null.</param>
/// <param name="Models">The models, in ordinal order of name.</param>
public sealed record ReferenceRun(
    int Schema,
    string Name,
    string EvalKit,
    string DataSha256,
    ulong Seed,
    ConstantSet? Constants,
    IReadOnlyList<PlannedPerturbation> Perturbations,
    ReferenceExplanations? Explanations,
    IReadOnlyList<ReferenceModel> Models)
{
    /// <summary>The version of the file's form that this version of EvalKit writes and reads.</summary>
    public const int CurrentSchema = 1;

    /// <summary>The model that another is compared with: the one of the same name, else the only one, else null.</summary>
    /// <param name="model">The other's name.</param>
    public ReferenceModel? For(string model) => Find(model) ?? (Models is [var only] ? only : null);

    /// <summary>The model of a name, or null.</summary>
    public ReferenceModel? Find(string name) => Models.FirstOrDefault(one => one.Name == name);
}

/// <summary>How models were explained.</summary>
/// <param name="Target">Which class.</param>
/// <param name="Output">The number of it; null where each method has its own.</param>
/// <param name="Attributions">The attribution methods.</param>
/// <param name="Substrates">What replaced removed pixels.</param>
/// <param name="Metrics">The figures of quality.</param>
public sealed record ReferenceExplanations(
    ExplanationTarget Target,
    ExplainedOutput? Output,
    IReadOnlyList<PlannedMethod> Attributions,
    IReadOnlyList<PlannedMethod> Substrates,
    IReadOnlyList<PlannedMethod> Metrics);

/// <summary>One model of a reference run.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Sha256">The hash of its file and external data, lower-case hex.</param>
/// <param name="Figures">Its figures by metric id, in ordinal order.</param>
public sealed record ReferenceModel(string Name, string Sha256, IReadOnlyDictionary<string, ReferenceFigure> Figures);
