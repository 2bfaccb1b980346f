using EvalKit.Core.Attributions;
using EvalKit.Core.Memory;

namespace EvalKit.Methods.Metrics.Explanations;

/// <summary>
/// What becomes of a model's scores as the pixels of a picture are taken away step by step. At step k of n, the first k/n of
/// the pixels in some order, rounded to whole pixels, are replaced by a substrate.
/// </summary>
internal static class RemovalCurve
{
    // Bounds the memory; the same whatever the batch, since a substrate may begin with what it found for the mask before.
    private const int MasksAtOnce = 64;

    /// <summary>Marks the pixels that are gone at a step.</summary>
    /// <param name="order">Every pixel once.</param>
    /// <param name="step">From 0 (none) to <paramref name="steps"/> (all).</param>
    /// <param name="steps">The number of steps.</param>
    /// <param name="removed">Receives [height, width].</param>
    public static void Mark(ReadOnlySpan<int> order, int step, int steps, Span<bool> removed)
    {
        removed.Clear();
        var count = (int)((((long)order.Length * step) + (steps / 2)) / steps);
        foreach (var pixel in order[..count]) removed[pixel] = true;
    }

    /// <summary>Computes the scores under some masks, in batches of the preferred size.</summary>
    /// <param name="request">The model and the picture.</param>
    /// <param name="substrate">What replaces removed pixels.</param>
    /// <param name="streamKey">The key of the substrate's noise.</param>
    /// <param name="removed">[n, height, width].</param>
    /// <param name="scores">Receives [n, classes].</param>
    /// <param name="cancellation">Ends the work between two batches.</param>
    public static void Predict(
        in ExplanationRequest request,
        ISubstrate substrate,
        ulong streamKey,
        ReadOnlySpan<bool> removed,
        Span<float> scores,
        CancellationToken cancellation)
    {
        var shape = request.Shape;
        var count = removed.Length / shape.Pixels;
        var classes = request.Model.Signature.Classes;
        using var buffer = new PooledBuffer<float>(count * shape.Length);
        var pictures = buffer.Span;
        substrate.Replace(request.Picture, removed, pictures, shape, streamKey);
        for (var start = 0; start < count; start += request.PreferredBatch)
        {
            cancellation.ThrowIfCancellationRequested();
            var end = Math.Min(start + request.PreferredBatch, count);
            request.Model.Predict(
                pictures[(start * shape.Length)..(end * shape.Length)], scores[(start * classes)..(end * classes)], cancellation);
        }
    }

    /// <summary>Computes the explained number under some masks, in batches of the preferred size.</summary>
    /// <param name="request">The function and the picture.</param>
    /// <param name="substrate">What replaces removed pixels.</param>
    /// <param name="streamKey">The key of the substrate's noise.</param>
    /// <param name="removed">[n, height, width].</param>
    /// <param name="numbers">Receives n numbers.</param>
    /// <param name="cancellation">Ends the work between two batches.</param>
    public static void Evaluate(
        in ExplanationRequest request, ISubstrate substrate, ulong streamKey, ReadOnlySpan<bool> removed, Span<float> numbers, CancellationToken cancellation)
    {
        var shape = request.Shape;
        using var buffer = new PooledBuffer<float>(Math.Min(MasksAtOnce, numbers.Length) * shape.Length);
        for (var first = 0; first < numbers.Length; first += MasksAtOnce)
        {
            var count = Math.Min(MasksAtOnce, numbers.Length - first);
            var pictures = buffer.Span[..(count * shape.Length)];
            substrate.Replace(request.Picture, removed.Slice(first * shape.Pixels, count * shape.Pixels), pictures, shape, streamKey);
            for (var start = 0; start < count; start += request.PreferredBatch)
            {
                cancellation.ThrowIfCancellationRequested();
                var end = Math.Min(start + request.PreferredBatch, count);
                request.Function.Evaluate(pictures[(start * shape.Length)..(end * shape.Length)], numbers[(first + start)..(first + end)], cancellation);
            }
        }
    }

    /// <summary>The area under a curve over 0 to 1 by the trapezoid rule.</summary>
    /// <param name="heights">The heights at equal steps from 0 to 1, at least 2.</param>
    public static double Area(ReadOnlySpan<double> heights)
    {
        var sum = -(heights[0] + heights[^1]) / 2;
        foreach (var height in heights) sum += height;
        return sum / (heights.Length - 1);
    }
}
