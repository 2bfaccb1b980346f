using System.Buffers;
using System.Globalization;
using EvalKit.Core.Data;
using EvalKit.Core.Images;
using EvalKit.Data.Decoding;
using EvalKit.Data.Preprocessing;

namespace EvalKit.Data.Readers;

/// <summary>Pictures and labels of two IDX files.</summary>
internal sealed class IdxDataset(IdxFile images, IdxLayout layout, int[] labels, string labelsPath, IdxMasks? masks) : IDataset
{
    private readonly Lazy<string> _sha256 = new(() => DataFile.Sha256([DataFile.Sha256(images.FilePath), DataFile.Sha256(labelsPath), .. masks is null ? Array.Empty<string>() : [masks.Sha256]]));

    public int Count => layout.Count;

    public IReadOnlyList<string> ClassNames => [];

    public string Sha256 => _sha256.Value;

    public string Id(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count);
        return index.ToString(CultureInfo.InvariantCulture);
    }

    public int Label(int index) => labels[index];

    public ImageShape StoredShape(int index) => layout.Shape;

    public void Read(int start, ImageView view, Span<float> pictures)
    {
        var framing = Framing.Of(layout.Shape, view, images.FilePath);
        var order = PixelOrder.Upright(layout.Shape.Height, layout.Shape.Width);
        var length = layout.Shape.Length;
        var count = BatchLength.Of(pictures, view.Shape);
        var rented = ArrayPool<byte>.Shared.Rent((count + 1) * length);
        var planes = rented.AsSpan(count * length, length);
        images.Read((long)start * length, rented.AsSpan(0, count * length));
        for (var i = 0; i < count; i++)
        {
            var stored = rented.AsSpan(i * length, length);
            if (layout.ChannelsLast) order.Arrange(stored, layout.Shape.Channels, planes);
            framing.Apply(layout.ChannelsLast ? planes : stored, pictures.Slice(i * view.Shape.Length, view.Shape.Length));
        }

        ArrayPool<byte>.Shared.Return(rented);
    }

    public bool ReadMask(int index, ImageView view, Span<bool> mask)
    {
        masks?.Read(index, view, mask);
        return masks is not null;
    }

    public void Dispose()
    {
        images.Dispose();
        masks?.Dispose();
    }
}
