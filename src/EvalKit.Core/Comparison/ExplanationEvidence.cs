namespace EvalKit.Core.Comparison;

/// <summary>What the claim on interpretability looks at beside the relevance gain itself.</summary>
/// <param name="Gains">The relevance gain of each attribution method with each substrate.</param>
/// <param name="Masking">Each model's robustness to masking: the area of the curve in random order, a mean over the methods; NaN where it is unknown.</param>
/// <param name="Second">Other properties of explanations that may agree: localisation and stability.</param>
public sealed record ExplanationEvidence(IReadOnlyList<GainPart> Gains, IReadOnlyList<double> Masking, IReadOnlyList<ModelQuality> Second);

/// <summary>The relevance gain of one attribution method with one substrate.</summary>
/// <param name="Method">The attribution method.</param>
/// <param name="Substrate">The substrate.</param>
/// <param name="Values">One value a model; NaN where it is missing.</param>
public sealed record GainPart(string Method, string Substrate, IReadOnlyList<double> Values);
