using EvalKit.Core.Attributions;
using EvalKit.Core.Memory;

namespace EvalKit.Methods.Attributions;

/// <summary>Evaluates many variants of a picture in batches of the size at which the function runs well.</summary>
internal static class PictureBatches
{
    /// <summary>Writes and evaluates the pictures from 0 on.</summary>
    /// <param name="function">The function.</param>
    /// <param name="pictures">The pictures, at least as many as there are values.</param>
    /// <param name="values">Receives one value a picture.</param>
    /// <param name="cancellation">Ends the work between two batches.</param>
    public static void Evaluate<T>(IScalarFunction function, scoped in T pictures, Span<float> values, CancellationToken cancellation)
        where T : IPictureSequence, allows ref struct
    {
        var length = function.Shape.Length;
        var batch = Math.Min(function.PreferredBatch, values.Length);
        using var buffer = new PooledBuffer<float>(batch * length);
        for (var start = 0; start < values.Length; start += batch)
        {
            cancellation.ThrowIfCancellationRequested();
            var count = Math.Min(batch, values.Length - start);
            for (var i = 0; i < count; i++) pictures.Write(start + i, buffer.Span.Slice(i * length, length));
            function.Evaluate(buffer.Span[..(count * length)], values.Slice(start, count), cancellation);
        }
    }
}
