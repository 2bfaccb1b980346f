namespace EvalKit.Core.Models;

/// <summary>An intermediate tensor whose numbers lie on the picture, and the gradient of a score by it.</summary>
/// <param name="Layer">The tensor's name in the model's graph.</param>
/// <param name="Channels">The numbers at each place.</param>
/// <param name="Height">Rows of places.</param>
/// <param name="Width">Columns of places.</param>
/// <param name="Values">[channels, height, width].</param>
/// <param name="Gradients">[channels, height, width].</param>
public sealed record FeatureMap(string Layer, int Channels, int Height, int Width, float[] Values, float[] Gradients);
