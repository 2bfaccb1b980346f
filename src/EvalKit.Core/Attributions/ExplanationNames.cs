namespace EvalKit.Core.Attributions;

/// <summary>What a run plans that explanation metrics have parts for.</summary>
/// <param name="Substrates">The names of the substrates, in order.</param>
/// <param name="Perturbations">The names of the perturbations, in order.</param>
/// <param name="Attributions">The names of the attribution methods, in order.</param>
public sealed record ExplanationNames(IReadOnlyList<string> Substrates, IReadOnlyList<string> Perturbations, IReadOnlyList<string> Attributions);
