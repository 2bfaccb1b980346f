using EvalKit.Core.Configuration;
using EvalKit.Core.Errors;
using EvalKit.Core.Images;
using EvalKit.Onnx.Graphs;
using EvalKit.Onnx.Graphs.Schema;

namespace EvalKit.Onnx.Inference;

/// <summary>The tensor that takes the pictures, as the graph declares it.</summary>
internal sealed class InputTensor
{
    private const int Free = -1;

    private readonly string _path;
    private readonly string _description;
    private readonly long[] _dimensions;
    private readonly bool _channelsFirst;
    private readonly bool _channelsLast;

    private InputTensor(ModelFile file, ValueInfoProto value)
    {
        _path = file.Path;
        _description = TensorFactsReader.Describe(value);
        Name = value.Name;
        ElementType = ElementTypes.NameOf(value.Type.TensorType.ElemType);
        if (value.Type.TensorType.Shape is not { } shape)
            throw new UserException($"{file.Path}: the input {_description} declares no shape; EvalKit needs at least its number of axes");
        _dimensions = [.. shape.Dim.Select(dimension => dimension.DimValue > 0 ? dimension.DimValue : Free)];
        if (Rank == 0) throw new UserException($"{file.Path}: the input {_description} is a single number; EvalKit takes models of pictures");
        if (Rank != 4) return;
        var marked = shape.Dim.ToList().FindIndex(dimension => dimension.Denotation == "DATA_CHANNEL");
        _channelsFirst = marked == 1 || (marked < 0 && _dimensions[1] is 1 or 3);
        _channelsLast = marked == 3 || (marked < 0 && _dimensions[3] is 1 or 3);
    }

    /// <summary>The input's name.</summary>
    public string Name { get; }

    /// <summary>Its element type in ONNX's words.</summary>
    public string ElementType { get; }

    /// <summary>The number of its axes.</summary>
    public int Rank => _dimensions.Length;

    /// <summary>The size of its first axis, or null where that is free.</summary>
    public int? FixedBatch => _dimensions[0] == Free ? null : (int)_dimensions[0];

    /// <summary>The layout where exactly one axis can hold the channels; null where the shape does not tell.</summary>
    public InputLayout? ForcedLayout => (_channelsFirst, _channelsLast) switch
    {
        (true, false) => InputLayout.Nchw,
        (false, true) => InputLayout.Nhwc,
        _ => null,
    };

    /// <summary>Finds the input that takes the pictures.</summary>
    /// <exception cref="UserException">There is none, or the model needs other inputs too.</exception>
    public static InputTensor Choose(ModelFile file, string? name)
    {
        var inputs = file.Inputs.ToList();
        if (inputs.Count == 0) throw new UserException($"{file.Path}: the model takes no input");
        if (name is not null && !inputs.Exists(input => input.Name == name))
            throw new UserException($"{file.Path}: input.name is '{name}', but the model's inputs are {string.Join(", ", inputs.Select(input => $"'{input.Name}'"))}");
        if (inputs.Count > 1)
            throw new UserException($"{file.Path}: the model needs {inputs.Count} inputs ({string.Join(", ", inputs.Select(TensorFactsReader.Describe))}); EvalKit so far takes image classifiers with one input");
        return inputs[0].Type?.TensorType?.ElemType switch
        {
            TensorProto.Types.DataType.Float or TensorProto.Types.DataType.Float16 or TensorProto.Types.DataType.Double
                or TensorProto.Types.DataType.Uint8 or TensorProto.Types.DataType.Int8 => new InputTensor(file, inputs[0]),
            TensorProto.Types.DataType.Int32 when inputs[0].Type.TensorType.Shape?.Dim.Count == 4 => new InputTensor(file, inputs[0]),
            TensorProto.Types.DataType.Int32 or TensorProto.Types.DataType.Int64 => throw Refuse("integers, probably tokens of text"),
            TensorProto.Types.DataType.String => throw Refuse("text"),
            _ => throw Refuse("no pictures"),
        };

        UserException Refuse(string what) =>
            new($"{file.Path}: the model takes {what}: {TensorFactsReader.Describe(inputs[0])}; EvalKit so far takes image classifiers (float32, float16, double, uint8 or int8 pictures)");
    }

    /// <summary>The picture's shape where the graph fixes all of it.</summary>
    /// <exception cref="UserException">The graph fixes a number of channels that no picture has.</exception>
    public ImageShape? PictureShape(InputLayout layout)
    {
        var (channels, height, width) = Axes(layout);
        if (channels is not (Free or 1 or 3))
            throw new UserException($"{_path}: the input {_description} would take {channels} channels as {layout.ToString().ToLowerInvariant()}; EvalKit takes pictures of 1 (grey) or 3 (colour)");
        return channels == Free || height == Free || width == Free ? null : new ImageShape((int)channels, (int)height, (int)width);
    }

    /// <summary>Whether pictures of a shape fit the axes that the graph fixes.</summary>
    public bool Agrees(InputLayout layout, ImageShape shape)
    {
        var (channels, height, width) = Axes(layout);
        return Fits(channels, shape.Channels) && Fits(height, shape.Height) && Fits(width, shape.Width);
    }

    /// <summary>Whether a flat input has as many numbers as a picture.</summary>
    public bool Holds(ImageShape shape) => FlatDimensions(shape, out _) is not null;

    /// <summary>The dimensions of one picture, and whether a batch axis stands before them.</summary>
    public long[] SampleDimensions(InputLayout layout, ImageShape shape, out bool hasBatchAxis)
    {
        hasBatchAxis = true;
        return layout switch
        {
            InputLayout.Nchw => [shape.Channels, shape.Height, shape.Width],
            InputLayout.Nhwc => [shape.Height, shape.Width, shape.Channels],
            _ => FlatDimensions(shape, out hasBatchAxis)!,
        };
    }

    /// <inheritdoc/>
    public override string ToString() => _description;

    private (long Channels, long Height, long Width) Axes(InputLayout layout) => layout == InputLayout.Nchw
        ? (_dimensions[1], _dimensions[2], _dimensions[3])
        : (_dimensions[3], _dimensions[1], _dimensions[2]);

    private long[]? FlatDimensions(ImageShape shape, out bool hasBatchAxis)
    {
        hasBatchAxis = true;
        if (Rank > 1 && Fill(_dimensions[1..], shape.Length) is { } sample) return sample;
        hasBatchAxis = false;
        return Fill(_dimensions, shape.Length);
    }

    /// <summary>Puts into the one free dimension what makes the product right; null where nothing does.</summary>
    private static long[]? Fill(long[] dimensions, long length)
    {
        var known = dimensions.Where(dimension => dimension != Free).Aggregate(1L, (product, dimension) => product * dimension);
        var free = dimensions.Count(dimension => dimension == Free);
        if (free > 1 || length % known != 0 || (free == 0 && known != length)) return null;
        return [.. dimensions.Select(dimension => dimension == Free ? length / known : dimension)];
    }

    private static bool Fits(long dimension, int size) => dimension == Free || dimension == size;
}
