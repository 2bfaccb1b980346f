using EvalKit.Core.Images;

namespace EvalKit.Core.Models;

/// <summary>What a loaded model takes and gives, as the rest of EvalKit sees it (after its own preprocessing).</summary>
/// <param name="Input">The picture that it takes.</param>
/// <param name="Classes">The number of scores of a sample.</param>
/// <param name="Scores">What the scores are.</param>
/// <param name="FixedBatch">The batch size baked into the graph, or null where it is free.</param>
public sealed record ModelSignature(ImageShape Input, int Classes, ScoreKind Scores, int? FixedBatch);
