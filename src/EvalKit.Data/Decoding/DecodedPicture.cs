using System.Buffers;
using EvalKit.Core.Images;

namespace EvalKit.Data.Decoding;

/// <summary>An upright picture of 8-bit levels in pooled memory.</summary>
internal sealed class DecodedPicture(ImageShape shape) : IDisposable
{
    private readonly byte[] _planes = ArrayPool<byte>.Shared.Rent(shape.Length);

    public ImageShape Shape => shape;

    /// <summary>[channels, height, width].</summary>
    public Span<byte> Planes => _planes.AsSpan(0, shape.Length);

    public void Dispose() => ArrayPool<byte>.Shared.Return(_planes);
}
