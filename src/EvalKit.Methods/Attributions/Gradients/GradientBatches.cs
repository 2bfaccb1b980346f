using EvalKit.Core.Attributions;
using EvalKit.Core.Memory;

namespace EvalKit.Methods.Attributions.Gradients;

/// <summary>Takes gradients at many pictures in batches of the size at which the function runs well.</summary>
internal static class GradientBatches
{
    /// <summary>A gradient counts as this many predictions: the way forward, and twice that back.</summary>
    public const int PredictionsPerGradient = 3;

    /// <summary>Takes the gradients at the pictures from 0 on.</summary>
    /// <param name="function">The function.</param>
    /// <param name="pictures">The pictures, and what takes the gradients.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="cancellation">Ends the work between two batches.</param>
    public static void Run<T>(IDifferentiableFunction function, scoped ref T pictures, int count, CancellationToken cancellation)
        where T : IGradientSequence, allows ref struct
    {
        var length = function.Shape.Length;
        var batch = Math.Min(function.PreferredBatch, count);
        using var buffer = new PooledBuffer<float>(batch * length);
        using var gradients = new PooledBuffer<float>(batch * length);
        for (var start = 0; start < count; start += batch)
        {
            cancellation.ThrowIfCancellationRequested();
            var part = Math.Min(batch, count - start);
            for (var i = 0; i < part; i++) pictures.Write(start + i, buffer.Span.Slice(i * length, length));
            function.Gradient(buffer.Span[..(part * length)], gradients.Span[..(part * length)], cancellation);
            for (var i = 0; i < part; i++) pictures.Take(start + i, buffer.Span.Slice(i * length, length), gradients.Span.Slice(i * length, length));
        }
    }

    /// <summary>Takes the gradient at one picture.</summary>
    public static void One(in AttributionRequest request, Span<float> gradient, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        request.Differentiable.Gradient(request.Picture, gradient, cancellation);
    }
}
