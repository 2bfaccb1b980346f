using EvalKit.Core.Images;

namespace EvalKit.Data.Preprocessing;

/// <summary>The number of pictures that a span of numbers holds.</summary>
internal static class BatchLength
{
    /// <exception cref="ArgumentException">The span does not hold whole pictures.</exception>
    public static int Of(ReadOnlySpan<float> pictures, ImageShape shape) =>
        pictures.Length % shape.Length == 0
            ? pictures.Length / shape.Length
            : throw new ArgumentException($"{pictures.Length} numbers are not whole pictures of {shape}", nameof(pictures));
}
