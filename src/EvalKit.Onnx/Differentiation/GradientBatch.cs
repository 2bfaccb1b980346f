using System.Numerics;

namespace EvalKit.Onnx.Differentiation;

/// <summary>
/// The number of pictures in one call of a gradient: powers of two, so that few sizes are compiled, filled up where little is
/// missing, else the next smaller.
/// </summary>
internal static class GradientBatch
{
    // Beyond this many pictures a call gains nothing, and every size needs a compilation of its own.
    private const int Largest = 32;

    // All activations stay alive until the way back.
    private const long LargestMemory = 1L << 30;

    /// <summary>The batch for the next of some pictures.</summary>
    /// <param name="pictures">How many are left, at least 1.</param>
    /// <param name="activations">The bytes that one picture keeps alive.</param>
    public static int For(int pictures, long activations)
    {
        var largest = (int)Math.Clamp((long)BitOperations.RoundUpToPowerOf2((ulong)(LargestMemory / activations) + 1) / 2, 1, Largest);
        var filled = (int)BitOperations.RoundUpToPowerOf2((uint)pictures);
        return Math.Min(largest, 4 * (long)pictures >= 3 * (long)filled ? filled : filled / 2);
    }
}
