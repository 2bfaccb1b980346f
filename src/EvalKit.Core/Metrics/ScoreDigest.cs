namespace EvalKit.Core.Metrics;

/// <summary>What is kept for figures where there are too many classes to keep every score.</summary>
/// <param name="Confidences">The probability of each sample's predicted class, from 0 to 1.</param>
/// <param name="SquaredErrors">The Brier score of each sample, from 0 to 2.</param>
/// <param name="LabelRanks">The place of each sample's true class in the order of falling scores, from 0.</param>
public sealed record ScoreDigest(ReadOnlyMemory<float> Confidences, ReadOnlyMemory<double> SquaredErrors, ReadOnlyMemory<int> LabelRanks);
