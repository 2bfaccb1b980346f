using System.Buffers;
using EvalKit.Core.Data;
using EvalKit.Core.Images;

namespace EvalKit.Data.Preprocessing;

/// <summary>Brings a mask to the geometry of its picture: it is resized and cropped as a grey picture is, and above half is the object.</summary>
internal static class MaskFraming
{
    /// <summary>Reads a mask.</summary>
    /// <param name="shape">Its stored shape.</param>
    /// <param name="planes">[channels, height, width].</param>
    /// <param name="view">The geometry of the picture.</param>
    /// <param name="file">The file, for messages.</param>
    /// <param name="mask">Receives [height, width].</param>
    public static void Read(ImageShape shape, ReadOnlySpan<byte> planes, ImageView view, string file, Span<bool> mask)
    {
        var grey = view with { Shape = view.Shape with { Channels = 1 } };
        var values = ArrayPool<float>.Shared.Rent(mask.Length);
        Framing.Of(shape, grey, file).Apply(planes, values.AsSpan(0, mask.Length));
        for (var i = 0; i < mask.Length; i++) mask[i] = values[i] > 0.5f;
        ArrayPool<float>.Shared.Return(values);
    }
}
