using EvalKit.Core.Images;

namespace EvalKit.Onnx.Differentiation;

/// <summary>How the tokens of a transformer lie on the picture.</summary>
/// <param name="Height">Rows of patches.</param>
/// <param name="Width">Columns of patches.</param>
/// <param name="Leading">Tokens before those of the patches: 1 where there is a class token, else 0.</param>
internal readonly record struct PictureGrid(int Height, int Width, int Leading)
{
    /// <summary>The grid of a number of tokens: one of the picture's proportions, with at most one token besides; null where there is none.</summary>
    public static PictureGrid? Of(long tokens, ImageShape shape)
    {
        for (var leading = 0; leading <= 1; leading++)
        {
            var patches = tokens - leading;
            var height = (long)Math.Round(Math.Sqrt(patches * (double)shape.Height / shape.Width));
            if (height > 1 && patches % height == 0 && patches / height * shape.Height == height * shape.Width) return new((int)height, (int)(patches / height), leading);
        }

        return null;
    }
}
