namespace EvalKit.Core.Attributions;

/// <summary>The attribution of the same score by another method.</summary>
/// <param name="Name">The method's name.</param>
/// <param name="Attribution">[height, width]: the relevance of each pixel; empty where the method did not explain it.</param>
public readonly record struct OtherAttribution(string Name, ReadOnlyMemory<float> Attribution);
