using System.Numerics.Tensors;
using EvalKit.Core.Memory;

namespace EvalKit.Methods.Perturbations.Liquids;

/// <summary>
/// How brightly drops of water shine: the liquid's levels times its distance to the nearest rim, the latter blurred,
/// spread over all levels and embossed, step by step as hendrycks/robustness does with OpenCV's 8-bit pictures.
/// </summary>
internal static class WaterLayer
{
    private const float FarthestRim = 20;

    private static ReadOnlySpan<int> Emboss => [-2, -1, 0, -1, 1, 1, 0, 1, 2];

    private static ReadOnlySpan<int> Box => [1, 1, 1, 1, 1, 1, 1, 1, 1];

    /// <summary>Computes the shine.</summary>
    /// <param name="liquid">[height, width]: the liquid's height, 0 where there is none; receives the shine, at most 1.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    public static void Shine(Span<float> liquid, int height, int width)
    {
        var pixels = height * width;
        using var byteBuffer = new PooledBuffer<byte>(3 * pixels);
        var levels = byteBuffer.Span[..pixels];
        var rims = byteBuffer.Span.Slice(pixels, pixels);
        var other = byteBuffer.Span.Slice(2 * pixels, pixels);
        using var edges = new PooledBuffer<bool>(pixels);
        using var distance = new PooledBuffer<float>(pixels);
        using var mean = new PooledBuffer<float>(pixels);

        // The cast that numpy makes cuts off, and wraps around above 255, which happens to no smoothed noise.
        for (var i = 0; i < pixels; i++) levels[i] = (byte)Math.Clamp(liquid[i] * 255, 0, 255);
        EdgeDetector.Find(levels, edges.Span, height, width, low: 50, high: 150);
        ChamferDistance.Measure(edges.Span, distance.Span, height, width, FarthestRim);
        Average(distance.Span, mean.Span, height, width);
        for (var i = 0; i < pixels; i++) rims[i] = (byte)mean.Span[i];
        Equalise(rims);
        Convolve(rims, other, height, width, Emboss, divisor: 1);
        Convolve(other, rims, height, width, Box, divisor: 9);

        for (var i = 0; i < pixels; i++) liquid[i] = levels[i] * rims[i];
        var brightest = TensorPrimitives.Max<float>(liquid);
        if (brightest > 0) TensorPrimitives.Divide(liquid, brightest, liquid);
    }

    // cv2.blur of 3 × 3 numbers, mirrored at the outermost pixels.
    private static void Average(ReadOnlySpan<float> source, Span<float> result, int height, int width)
    {
        Span<Tap> taps = stackalloc Tap[9];
        for (var i = 0; i < taps.Length; i++) taps[i] = new Tap((i / 3) - 1, (i % 3) - 1, 1);
        TapFilter.Apply(source, result, height, width, taps, Border.Mirror);
        TensorPrimitives.Divide(result, 9f, result);
    }

    // A filter of 3 × 3 whole numbers, mirrored at the outermost pixels, rounded and clipped to levels.
    private static void Convolve(ReadOnlySpan<byte> source, Span<byte> result, int height, int width, ReadOnlySpan<int> kernel, int divisor)
    {
        for (var y = 0; y < height; y++)
        {
            var above = source.Slice(Border.Mirror.Inside(y - 1, height) * width, width);
            var here = source.Slice(y * width, width);
            var below = source.Slice(Border.Mirror.Inside(y + 1, height) * width, width);
            for (var x = 0; x < width; x++)
            {
                var (before, after) = (Border.Mirror.Inside(x - 1, width), Border.Mirror.Inside(x + 1, width));
                var sum = (kernel[0] * above[before]) + (kernel[1] * above[x]) + (kernel[2] * above[after])
                    + (kernel[3] * here[before]) + (kernel[4] * here[x]) + (kernel[5] * here[after])
                    + (kernel[6] * below[before]) + (kernel[7] * below[x]) + (kernel[8] * below[after]);
                result[(y * width) + x] = (byte)Math.Clamp((sum + (divisor / 2)) / divisor, 0, 255);
            }
        }
    }

    // cv2.equalizeHist: the lowest level that occurs becomes 0, the others the share of pixels up to them.
    private static void Equalise(Span<byte> levels)
    {
        Span<int> counts = stackalloc int[256];
        counts.Clear();
        foreach (var level in levels) counts[level]++;
        var lowest = 0;
        while (counts[lowest] == 0) lowest++;
        if (counts[lowest] == levels.Length) return;

        Span<byte> map = stackalloc byte[256];
        map.Clear();
        var scale = 255f / (levels.Length - counts[lowest]);
        var sum = 0;
        for (var level = lowest + 1; level < counts.Length; level++)
        {
            sum += counts[level];
            map[level] = (byte)MathF.Round(sum * scale);
        }

        foreach (ref var level in levels) level = map[level];
    }
}
