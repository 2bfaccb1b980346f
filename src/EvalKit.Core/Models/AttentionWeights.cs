namespace EvalKit.Core.Models;

/// <summary>How much each token of a transformer's layer takes from each other one.</summary>
/// <param name="Layer">The tensor's name in the model's graph.</param>
/// <param name="Heads">The number of heads.</param>
/// <param name="Tokens">The number of tokens: one a patch of the picture, row by row, behind a class token where there is one.</param>
/// <param name="Height">Rows of patches.</param>
/// <param name="Width">Columns of patches.</param>
/// <param name="Values">[heads, tokens, tokens]: the rows of each head add up to 1.</param>
public sealed record AttentionWeights(string Layer, int Heads, int Tokens, int Height, int Width, float[] Values)
{
    /// <summary>Tokens before those of the patches: 1 where there is a class token, else 0.</summary>
    public int Leading => Tokens - (Height * Width);
}
