using System.Buffers;
using System.Numerics.Tensors;
using EvalKit.Core.Data;
using EvalKit.Core.Errors;
using EvalKit.Core.Images;

namespace EvalKit.Data.Preprocessing;

/// <summary>
/// Brings stored pictures of one shape to the shape that a model takes: channels, then size, then centre crop, then
/// levels / 255. Sizes and crops are rounded as torchvision does.
/// </summary>
/// <remarks>
/// torchvision.transforms.functional: <c>_compute_resized_output_size</c> (the longer side is cut to a whole number) and
/// <c>center_crop</c> (half pixels round to the even place).
/// </remarks>
internal readonly struct Framing
{
    private readonly ImageShape _stored;
    private readonly ImageView _view;
    private readonly int _height;
    private readonly int _width;

    private Framing(ImageShape stored, ImageView view, int height, int width) =>
        (_stored, _view, _height, _width) = (stored, view, height, width);

    /// <summary>Plans the way from a stored shape to a view.</summary>
    /// <param name="stored">The shape of the stored pictures.</param>
    /// <param name="view">The geometry wanted.</param>
    /// <param name="name">The file, for messages.</param>
    /// <exception cref="UserException">The picture does not fit the view; the message has the key to set.</exception>
    public static Framing Of(ImageShape stored, ImageView view, string name)
    {
        var wanted = view.Shape;
        if (wanted.Channels is not (1 or 3))
            throw new UserException($"{name}: the model takes {wanted.Channels} channels; pictures have 1 (grey) or 3 (RGB)");
        if (view.Stretch) return new(stored, view, wanted.Height, wanted.Width);
        if (view.ResizeShorterSide is not { } side)
        {
            return (stored.Height, stored.Width) == (wanted.Height, wanted.Width)
                ? new(stored, view, stored.Height, stored.Width)
                : throw new UserException(
                    $"{name}: the picture is {Size(stored)}, but the model takes {Size(wanted)} (height x width); set input.resize "
                    + "(the shorter side, before a centre crop) or input.stretch: true");
        }

        var shorter = Math.Min(stored.Height, stored.Width);
        var (height, width) = ((int)((long)side * stored.Height / shorter), (int)((long)side * stored.Width / shorter));
        return height >= wanted.Height && width >= wanted.Width
            ? new(stored, view, height, width)
            : throw new UserException(
                $"{name}: input.resize {side} makes the picture {height}x{width}, smaller than the model's {Size(wanted)} "
                + $"(height x width); set input.resize to at least {Math.Max(wanted.Height, wanted.Width)}, or input.stretch: true");
    }

    /// <summary>Brings one picture to the view.</summary>
    /// <param name="stored">[channels, height, width] as stored.</param>
    /// <param name="picture">Receives [channels, height, width] of the view, values 0 to 1.</param>
    public void Apply(ReadOnlySpan<byte> stored, Span<float> picture)
    {
        var grey = ArrayPool<byte>.Shared.Rent(_stored.Pixels);
        var resized = ArrayPool<byte>.Shared.Rent(_height * _width);
        var source = stored;
        if (_stored.Channels == 3 && _view.Shape.Channels == 1)
        {
            Luma.Of(stored, grey.AsSpan(0, _stored.Pixels));
            source = grey.AsSpan(0, _stored.Pixels);
        }

        var pixels = _view.Shape.Pixels;
        for (var channel = 0; channel < _view.Shape.Channels; channel++)
        {
            var plane = picture.Slice(channel * pixels, pixels);
            if (channel * _stored.Pixels < source.Length)
                Place(source.Slice(channel * _stored.Pixels, _stored.Pixels), resized.AsSpan(0, _height * _width), plane);
            else
                picture[..pixels].CopyTo(plane);
        }

        ArrayPool<byte>.Shared.Return(grey);
        ArrayPool<byte>.Shared.Return(resized);
    }

    private void Place(ReadOnlySpan<byte> source, Span<byte> resized, Span<float> plane)
    {
        if ((_height, _width) != (_stored.Height, _stored.Width))
        {
            Resampler.Resize(source, _stored.Height, _stored.Width, resized, _height, _width, _view.Interpolation);
            source = resized;
        }

        var (height, width) = (_view.Shape.Height, _view.Shape.Width);
        var top = (int)Math.Round((_height - height) / 2.0, MidpointRounding.ToEven);
        var left = (int)Math.Round((_width - width) / 2.0, MidpointRounding.ToEven);
        for (var y = 0; y < height; y++)
            TensorPrimitives.ConvertTruncating(source.Slice(((top + y) * _width) + left, width), plane.Slice(y * width, width));
        TensorPrimitives.Divide(plane, 255f, plane);
    }

    private static string Size(ImageShape shape) => $"{shape.Height}x{shape.Width}";
}
