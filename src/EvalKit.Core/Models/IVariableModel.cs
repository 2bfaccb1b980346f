using EvalKit.Core.Images;

namespace EvalKit.Core.Models;

/// <summary>
/// A model of which changed copies can be had. The copies belong to it: it keeps each, so that asking again costs nothing, and
/// disposes of them. Calls from several threads at once are allowed.
/// </summary>
public interface IVariableModel : IModel
{
    /// <summary>
    /// The model with the numbers of each weight tensor permuted, in the layers that lie nearest to the output: a model that has
    /// learned nothing there, with weights of the same distribution.
    /// </summary>
    /// <param name="share">Which share of the layers with weights, above 0 to 1; rounded up to whole layers.</param>
    /// <param name="key">The key of the random stream. A tensor is permuted in the same way whatever the share.</param>
    /// <param name="refusal">Why there is no such copy, as the rest of a sentence; null where there is.</param>
    IModel? Permuted(double share, ulong key, out string? refusal);

    /// <summary>The model for pictures of another size.</summary>
    /// <param name="shape">The pictures' shape, with the same channels.</param>
    /// <param name="refusal">Why there is no such copy, as the rest of a sentence; null where there is.</param>
    IModel? Resized(ImageShape shape, out string? refusal);
}
