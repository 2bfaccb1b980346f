namespace EvalKit.Core.Models;

/// <summary>How a model answers the same question asked again, and asked in other company.</summary>
/// <param name="IsRepeatable">Whether two identical calls gave the same scores, byte for byte.</param>
/// <param name="BatchDifference">
/// The largest difference between the scores of a picture alone and in a batch, as a share of the range of the scores, in two
/// figures; 0 where it is not above <see cref="Rounding"/>, and where the model is not repeatable.
/// </param>
public sealed record ModelBehaviour(bool IsRepeatable, double BatchDifference)
{
    /// <summary>The share that the arithmetic of other batch sizes explains, in half precision too.</summary>
    public const double Rounding = 2e-3;

    /// <summary>The share from which scores are those of the company rather than of the picture: beyond what quantising a batch as a whole does.</summary>
    public const double Misleading = 0.05;
}
