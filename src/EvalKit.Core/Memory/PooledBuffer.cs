using System.Buffers;

namespace EvalKit.Core.Memory;

/// <summary>
/// A span of the length asked for, over an array borrowed from the shared pool until the end of a <c>using</c>. Its first
/// content is whatever the pool left there. Never copy it, and never keep the span longer.
/// </summary>
/// <typeparam name="T">Plain data.</typeparam>
/// <param name="length">The number of values, 0 or more.</param>
public readonly ref struct PooledBuffer<T>(int length)
    where T : unmanaged
{
    private readonly T[] _array = ArrayPool<T>.Shared.Rent(length);

    /// <summary>The values.</summary>
    public Span<T> Span => _array.AsSpan(0, length);

    /// <summary>Gives the array back.</summary>
    public void Dispose() => ArrayPool<T>.Shared.Return(_array);
}
