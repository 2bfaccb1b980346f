using System.Buffers;
using EvalKit.Core.Data;
using EvalKit.Data.Decoding;
using EvalKit.Data.Preprocessing;

namespace EvalKit.Data.Readers;

/// <summary>The masks of an IDX file.</summary>
internal sealed class IdxMasks(IdxFile masks, IdxLayout layout) : IDisposable
{
    /// <summary>The hash of the file.</summary>
    public string Sha256 => DataFile.Sha256(masks.FilePath);

    /// <summary>Reads one; see <see cref="IDataset.ReadMask"/>.</summary>
    public void Read(int index, ImageView view, Span<bool> mask)
    {
        var length = layout.Shape.Length;
        var stored = ArrayPool<byte>.Shared.Rent(2 * length);
        masks.Read((long)index * length, stored.AsSpan(0, length));
        if (layout.ChannelsLast) PixelOrder.Upright(layout.Shape.Height, layout.Shape.Width).Arrange(stored.AsSpan(0, length), layout.Shape.Channels, stored.AsSpan(length, length));
        MaskFraming.Read(layout.Shape, stored.AsSpan(layout.ChannelsLast ? length : 0, length), view, masks.FilePath, mask);
        ArrayPool<byte>.Shared.Return(stored);
    }

    public void Dispose() => masks.Dispose();
}
