using System.Buffers;
using System.Runtime.InteropServices;

namespace EvalKit.Core.Store;

/// <summary>Numbers seen as the bytes that they consist of.</summary>
/// <typeparam name="T">The number's type.</typeparam>
/// <param name="values">The numbers.</param>
internal sealed class BytesOf<T>(Memory<T> values) : MemoryManager<byte>
    where T : unmanaged
{
    /// <inheritdoc/>
    public override Span<byte> GetSpan() => MemoryMarshal.AsBytes(values.Span);

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Unpin() => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
    }
}
