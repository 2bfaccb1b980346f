namespace EvalKit.Methods.Attributions.Gradients;

/// <summary>Makes one number a pixel of one a channel.</summary>
internal static class Channels
{
    /// <summary>Σ over the channels of a · b.</summary>
    /// <param name="a">[channels, height, width].</param>
    /// <param name="b">[channels, height, width].</param>
    /// <param name="destination">Receives [height, width].</param>
    public static void SumOfProducts(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> destination)
    {
        for (var pixel = 0; pixel < destination.Length; pixel++)
        {
            var sum = 0.0;
            for (var i = pixel; i < a.Length; i += destination.Length) sum += (double)a[i] * b[i];
            destination[pixel] = (float)sum;
        }
    }

    /// <summary>The largest magnitude over the channels.</summary>
    /// <param name="values">[channels, height, width].</param>
    /// <param name="destination">Receives [height, width], at least 0.</param>
    public static void LargestMagnitude(ReadOnlySpan<float> values, Span<float> destination)
    {
        for (var pixel = 0; pixel < destination.Length; pixel++)
        {
            var largest = 0f;
            for (var i = pixel; i < values.Length; i += destination.Length) largest = MathF.Max(largest, MathF.Abs(values[i]));
            destination[pixel] = largest;
        }
    }
}
