using System.Globalization;
using EvalKit.Core.Configuration;
using EvalKit.Core.Data;
using EvalKit.Core.Errors;
using EvalKit.Core.Images;
using EvalKit.Onnx.Graphs;

namespace EvalKit.Onnx.Inference;

/// <summary>
/// Settles every fact about a model's input from, in this order: the configuration, the model's metadata, a
/// preprocessor's configuration beside it, and what the input's shape and type leave no choice of. What remains becomes
/// a question.
/// </summary>
internal sealed class InputResolver
{
    private readonly ModelFile _file;
    private readonly InputTensor _tensor;
    private readonly IReadOnlyList<InputSource> _sources;
    private readonly List<ResolvedSetting> _settings = [];
    private readonly List<OpenQuestion> _questions = [];

    private InputResolver(ModelFile file, InputConfig configuration)
    {
        _file = file;
        _tensor = InputTensor.Choose(file, configuration.Name);
        _sources = InputSource.Of(file, configuration);
    }

    /// <summary>Settles the input of a model.</summary>
    /// <param name="file">The model.</param>
    /// <param name="configuration">What the configuration says.</param>
    /// <param name="stored">The shape of the data's pictures, where known.</param>
    /// <exception cref="UserException">The model takes no pictures, or what is said contradicts the graph.</exception>
    public static InputResolution Resolve(ModelFile file, InputConfig configuration, ImageShape? stored) =>
        new InputResolver(file, configuration).Resolve(stored);

    private InputResolution Resolve(ImageShape? stored)
    {
        if (_file.Inputs.Count() > 1 || First(input => input.Name is not null) is not null) Settle("name", _tensor.Name, "configuration");
        var layout = Layout();
        var shape = layout is null ? null : Shape(layout.Value, stored);
        var (scale, mean, std) = Range(shape);
        var channels = Channels(shape);
        var view = shape is null ? default : View(shape.Value);
        if (layout is null || shape is null) return new InputResolution(_file.Path, _tensor.ToString(), null, _settings, _questions);
        var sample = _tensor.SampleDimensions(layout.Value, shape.Value, out var hasBatchAxis);
        var input = new ResolvedInput(
            _tensor.Name, _tensor.ElementType, layout.Value, sample, hasBatchAxis, hasBatchAxis ? _tensor.FixedBatch : 1, channels, scale, mean, std, view);
        if ((Int128)(input.FixedBatch ?? FirstCall.Pictures) * input.Shape.Channels * input.Shape.Height * input.Shape.Width * ElementConversion.Of(input.ElementType).Bytes > int.MaxValue)
            throw new UserException($"{_file.Path}: a call on {input.FixedBatch ?? FirstCall.Pictures} pictures of {input.Shape} would take more than {int.MaxValue} bytes, the most that a tensor may have");
        return new InputResolution(_file.Path, _tensor.ToString(), _questions.Count > 0 ? null : input, _settings, _questions)
        {
            Dimensions = input.Dimensions(input.FixedBatch ?? 1),
        };
    }

    private InputLayout? Layout()
    {
        if (First(input => input.Layout is not null) is { } source)
        {
            var layout = source.Input.Layout!.Value;
            if (layout != InputLayout.Flat && _tensor.Rank != 4)
                throw new UserException($"{_file.Path}: input.layout is {Text(layout)} ({source.Origin}), but the input {_tensor} has {_tensor.Rank} axes, not 4; use layout: flat");
            return Settle("layout", layout, source.Origin);
        }

        if (_tensor.Rank != 4) return Settle("layout", InputLayout.Flat, "the input's number of axes");
        if (_tensor.ForcedLayout is { } forced) return Settle("layout", forced, "the input's shape");
        Ask("layout", $"the shape does not tell which axis holds the channels (1 or 3 of them)", "layout: nchw   # or nhwc");
        return null;
    }

    private ImageShape? Shape(InputLayout layout, ImageShape? stored)
    {
        // The configuration must agree with the graph; of what others say only what fits is of use.
        var said = _sources.Where(source => source.Input.Shape is not null)
            .Select(source => (Shape: ShapeOf(source), source.Origin))
            .Concat(stored is null ? [] : [(stored.Value, "the data's pictures")]);
        var (fixedShape, origin) = layout == InputLayout.Flat
            ? said.FirstOrDefault(candidate => _tensor.Holds(candidate.Shape))
            : said.FirstOrDefault(candidate => _tensor.Agrees(layout, candidate.Shape));
        if (_sources[0].Input.Shape is not null && origin != _sources[0].Origin)
            throw new UserException($"{_file.Path}: input.shape is {ShapeOf(_sources[0])}, which the input {_tensor} cannot hold as {Text(layout)}");
        if (layout != InputLayout.Flat && _tensor.PictureShape(layout) is { } whole) return Settle("shape", whole, "the input's shape");
        if (origin is not null) return Settle("shape", fixedShape, origin);
        Ask("shape", layout == InputLayout.Flat ? "the input does not tell channels, height and width" : "the graph leaves the picture's size free",
            "shape: [3, 224, 224]   # channels, height, width");
        return null;
    }

    private (double Scale, IReadOnlyList<double> Mean, IReadOnlyList<double> Std) Range(ImageShape? shape)
    {
        double scale;
        if (First(input => input.Scale is not null) is { } source) scale = Settle("scale", source.Input.Scale!.Value, source.Origin);
        else if (_tensor.ElementType == "uint8") scale = Settle("scale", 1.0, "the input's type holds pixels 0 to 255");
        else
        {
            scale = 0;
            Ask("scale", "nothing tells the range of values that the model was trained on",
                "scale: 0.00392156862745098   # 1/255 for values 0 to 1, or 1 for 0 to 255; and mean and std where it was trained with them");
        }

        if (!double.IsFinite(scale)) throw new UserException($"{_file.Path}: input.scale is {Text(scale)}; it must be a finite number");
        var mean = Numbers("mean", input => input.Mean, 0, shape);
        var std = Numbers("std", input => input.Std, 1, shape);
        return std.Contains(0) ? throw new UserException($"{_file.Path}: input.std is {Text(std)}; it must not hold 0") : (scale, mean, std);
    }

    private IReadOnlyList<double> Numbers(string key, Func<InputConfig, IReadOnlyList<double>?> select, double otherwise, ImageShape? shape)
    {
        if (First(input => select(input) is not null) is not { } source)
            return _questions.Exists(question => question.Key == "input.scale") ? [otherwise] : Settle<IReadOnlyList<double>>(key, [otherwise], "none is said beside the scale");
        var numbers = select(source.Input)!;
        if (numbers.Count == 0 || (shape is { } known && numbers.Count != 1 && numbers.Count != known.Channels) || !numbers.All(double.IsFinite))
            throw new UserException($"{_file.Path}: input.{key} is {Text(numbers)} ({source.Origin}); it must be one finite number, or one a channel of {_tensor}");
        return Settle(key, numbers, source.Origin);
    }

    private ChannelOrder Channels(ImageShape? shape)
    {
        if (shape is { Channels: 1 }) return ChannelOrder.Rgb;
        return First(input => input.Channels is not null) is { } source
            ? Settle("channels", source.Input.Channels!.Value, source.Origin)
            : Settle("channels", ChannelOrder.Rgb, "the usual order; nothing says otherwise");
    }

    private ImageView View(ImageShape shape)
    {
        // A source that says how pictures get their size says it whole.
        var source = First(input => input.Resize is not null || input.Stretch is not null);
        var (resize, stretch) = (source?.Input.Resize, source?.Input.Stretch ?? false);
        if (resize is not null && stretch) throw new UserException($"{_file.Path}: input.resize and input.stretch are both set ({source!.Origin}); a picture is cropped or stretched, not both");
        if (resize < Math.Min(shape.Height, shape.Width))
            throw new UserException($"{_file.Path}: input.resize is {resize} ({source!.Origin}), less than the model's picture of {shape}");
        if (resize is not null) Settle("resize", resize.Value, source!.Origin);
        if (stretch) Settle("stretch", true, source!.Origin);
        var filter = First(input => input.Interpolation is not null);
        var interpolation = filter?.Input.Interpolation ?? Interpolation.Bilinear;
        if (filter is not null || source is not null) Settle("interpolation", interpolation, filter?.Origin ?? "the usual filter; nothing says otherwise");
        return new ImageView(shape, resize, stretch, interpolation);
    }

    private ImageShape ShapeOf(InputSource source)
    {
        var shape = source.Input.Shape!;
        return shape.Count == 3 && shape[0] is 1 or 3 && shape[1] > 0 && shape[2] > 0 && (long)shape[1] * shape[2] <= ImageShape.MostPixels
            ? new ImageShape(shape[0], shape[1], shape[2])
            : throw new UserException($"{_file.Path}: input.shape is [{string.Join(", ", shape)}] ({source.Origin}); it must be [channels, height, width] with 1 or 3 channels and at most {ImageShape.MostPixels} pixels");
    }

    private InputSource? First(Predicate<InputConfig> says) => _sources.FirstOrDefault(source => says(source.Input));

    private T Settle<T>(string key, T value, string origin)
    {
        _settings.Add(new ResolvedSetting($"input.{key}", Text(value), origin));
        return value;
    }

    private void Ask(string key, string why, string example) => _questions.Add(new OpenQuestion($"input.{key}", why, example));

    /// <summary>A value as it stands in a configuration.</summary>
    private static string Text<T>(T value) => value switch
    {
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        IEnumerable<double> numbers => $"[{string.Join(", ", numbers.Select(Text))}]",
        ImageShape shape => $"[{shape.Channels}, {shape.Height}, {shape.Width}]",
        string text => text,
        _ => string.Create(CultureInfo.InvariantCulture, $"{value}").ToLowerInvariant(),
    };
}
