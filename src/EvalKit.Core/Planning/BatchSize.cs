using System.Numerics;
using EvalKit.Core.Images;

namespace EvalKit.Core.Planning;

/// <summary>
/// The number of pictures in one call of a model. It depends on the picture's size only, so that it cannot vary between
/// runs: some models' scores differ in the last bits between batch sizes.
/// </summary>
public static class BatchSize
{
    private const int Most = 64;
    private const int Numbers = 1 << 21;
    private const int MostTogether = 8;

    /// <summary>The batch size for pictures of a shape: a power of two from 1 to 64.</summary>
    public static int For(ImageShape shape) =>
        Math.Min(Most, 1 << BitOperations.Log2((uint)Math.Max(1, Numbers / shape.Length)));

    /// <summary>
    /// The samples that are explained side by side, so that what their explanations ask of the model can be asked in the same
    /// batches: from 1 to 8, fewer of larger pictures, since each has its own masks and gradients in memory.
    /// </summary>
    public static int Together(ImageShape shape) => Math.Clamp(For(shape) / 4, 1, MostTogether);
}
