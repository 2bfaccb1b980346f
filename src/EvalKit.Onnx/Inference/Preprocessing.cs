using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using EvalKit.Core.Configuration;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace EvalKit.Onnx.Inference;

/// <summary>Turns canonical pictures into a model's input tensor.</summary>
internal sealed class Preprocessing
{
    private const int Block = 2048;

    private readonly ResolvedInput _input;
    private readonly TensorElementType _type;
    private readonly float _factor;
    private readonly float[] _mean;
    private readonly float[] _std;
    private readonly bool _interleaved;

    /// <summary>Prepares the conversion.</summary>
    public Preprocessing(ResolvedInput input)
    {
        _input = input;
        (_type, _) = ElementConversion.Of(input.ElementType);
        _factor = (float)(255 * input.Scale);
        _mean = PerChannel(input.Mean);
        _std = PerChannel(input.Std);
        _interleaved = input.Layout == InputLayout.Nhwc && input.Shape.Channels > 1;
    }

    /// <summary>The numbers of scratch space that <see cref="Write"/> needs for one picture.</summary>
    public int Scratch => (_type == TensorElementType.Float ? 0 : _input.Shape.Length) + (_interleaved ? _input.Shape.Pixels : 0);

    /// <summary>Converts one picture.</summary>
    /// <param name="picture">[channels, height, width], values 0 to 1, RGB or grey.</param>
    /// <param name="tensor">Receives the picture's part of the input tensor.</param>
    /// <param name="scratch">At least <see cref="Scratch"/> numbers.</param>
    public void Write(ReadOnlySpan<float> picture, Span<byte> tensor, Span<float> scratch)
    {
        if (_type == TensorElementType.Float)
        {
            Arrange(picture, MemoryMarshal.Cast<byte, float>(tensor), scratch);
            return;
        }

        var values = scratch[..picture.Length];
        Arrange(picture, values, scratch[picture.Length..]);
        ElementConversion.Write(_type, values, tensor);
    }

    /// <summary>The adjoint of <see cref="Write"/>: takes a gradient by the tensor to one by the picture.</summary>
    /// <param name="tensor">The gradient by the picture's part of the input tensor, in single precision.</param>
    /// <param name="picture">Receives [channels, height, width].</param>
    public void WriteBack(ReadOnlySpan<float> tensor, Span<float> picture)
    {
        ArrangeBack(tensor, picture);
        var pixels = _input.Shape.Pixels;
        for (var channel = 0; channel < _input.Shape.Channels; channel++)
        {
            var plane = picture.Slice(Source(channel) * pixels, pixels);
            TensorPrimitives.Multiply(plane, _factor / _std[channel], plane);
        }
    }

    /// <summary>Puts the numbers of a tensor where the picture has those from which they come.</summary>
    /// <param name="tensor">The picture's part of a tensor like the input, in single precision.</param>
    /// <param name="picture">Receives [channels, height, width].</param>
    public void ArrangeBack(ReadOnlySpan<float> tensor, Span<float> picture)
    {
        var (channels, pixels) = (_input.Shape.Channels, _input.Shape.Pixels);
        for (var channel = 0; channel < channels; channel++)
        {
            var destination = picture.Slice(Source(channel) * pixels, pixels);
            if (!_interleaved) tensor.Slice(channel * pixels, pixels).CopyTo(destination);
            else for (var i = 0; i < pixels; i++) destination[i] = tensor[i * channels + channel];
        }
    }

    /// <summary>Normalises each channel and puts it where the layout wants it.</summary>
    private void Arrange(ReadOnlySpan<float> picture, Span<float> destination, Span<float> plane)
    {
        var (channels, pixels) = (_input.Shape.Channels, _input.Shape.Pixels);
        for (var channel = 0; channel < channels; channel++)
        {
            var source = picture.Slice(Source(channel) * pixels, pixels);
            if (!_interleaved)
            {
                Normalise(source, destination.Slice(channel * pixels, pixels), channel);
                continue;
            }

            Normalise(source, plane, channel);
            for (var i = 0; i < pixels; i++) destination[i * channels + channel] = plane[i];
        }
    }

    /// <summary>
    /// (p · 255 · scale − mean) / std in single precision, one rounding a step, as training frameworks compute it: a
    /// fused form would differ in the last bit between processors.
    /// </summary>
    private void Normalise(ReadOnlySpan<float> source, Span<float> destination, int channel)
    {
        // Block by block, so that all steps find the numbers in the nearest cache. Steps that change nothing are left out.
        for (; source.Length > 0; source = source[Math.Min(Block, source.Length)..], destination = destination[Math.Min(Block, destination.Length)..])
        {
            var from = source[..Math.Min(Block, source.Length)];
            var to = destination[..from.Length];
            if (_factor == 1) from.CopyTo(to);
            else TensorPrimitives.Multiply(from, _factor, to);
            if (_mean[channel] != 0) TensorPrimitives.Subtract(to, _mean[channel], to);
            if (_std[channel] != 1) TensorPrimitives.Divide(to, _std[channel], to);
        }
    }

    /// <summary>The picture's channel that a channel of the model shows.</summary>
    private int Source(int channel) => _input.Channels == ChannelOrder.Bgr ? _input.Shape.Channels - 1 - channel : channel;

    private float[] PerChannel(IReadOnlyList<double> numbers) =>
        [.. Enumerable.Range(0, _input.Shape.Channels).Select(channel => (float)numbers[numbers.Count == 1 ? 0 : channel])];
}
