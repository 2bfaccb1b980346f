namespace EvalKit.Core.Attributions;

/// <summary>The attribution of the same score by another method.</summary>
/// <param name="Name">The method's name.</param>
/// <param name="Attribution">[height, width]: the relevance of each pixel.</param>
public readonly record struct OtherAttribution(string Name, ReadOnlyMemory<float> Attribution);
