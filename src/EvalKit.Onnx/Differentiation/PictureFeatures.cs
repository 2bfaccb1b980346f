using EvalKit.Core.Errors;
using EvalKit.Core.Models;
using EvalKit.Onnx.Inference;

namespace EvalKit.Onnx.Differentiation;

/// <summary>Feature maps of an image classifier with the gradient of its logits by them.</summary>
/// <param name="path">The model's file.</param>
/// <param name="input">How pictures become the input, its fixed batch settled.</param>
/// <param name="output">The tensor with the logits.</param>
/// <param name="threads">The threads of one call.</param>
internal sealed class PictureFeatures(string path, ResolvedInput input, string output, int threads) : IDisposable
{
    private readonly ResolvedInput _input = input with { ElementType = "float32" };
    private readonly GradientCache _models = new(path, threads);
    private readonly Preprocessing _preprocessing = new(input with { ElementType = "float32" });
    private readonly Lazy<string?> _last = new(() => LayerSearch.In(path, input with { ElementType = "float32" }, output).LastFeatures());

    /// <summary>Why there is no such map, or null.</summary>
    public string? RefusalOf(string? layer)
    {
        try
        {
            if ((layer ?? _last.Value) is not { } name) return "no feature map is found in its graph; name a tensor as the layer";
            var dimensions = Model(name, _input.FixedBatch ?? 1).Wrt.Dimensions;
            return Places(dimensions) is null ? $"the layer '{name}' has the dimensions [{string.Join(", ", dimensions)}], which do not lie on the picture" : null;
        }
        catch (NotDifferentiableException refusal)
        {
            return refusal.Message;
        }
        catch (UserException error)
        {
            return error.Message;
        }
    }

    /// <summary>Computes maps; see <see cref="IGraphModel.Features"/>.</summary>
    public FeatureMap[] Compute(string? layer, ReadOnlySpan<float> pictures, ReadOnlySpan<float> seeds)
    {
        var name = layer ?? _last.Value ?? throw new InvalidOperationException(RefusalOf(layer));
        var maps = new FeatureMap[pictures.Length / _input.Shape.Length];
        var classes = seeds.Length / maps.Length;
        for (var start = 0; start < maps.Length;)
        {
            var batch = _input.FixedBatch ?? GradientBatch.For(maps.Length - start, Model(name, 1).ActivationBytes);

            // A tensor whose first axis is not the pictures' is one picture's.
            if (_input.FixedBatch is null && Model(name, batch).Wrt.Dimensions[0] != batch) batch = 1;
            var part = Math.Min(batch, maps.Length - start);
            Compute(
                Model(name, batch), batch, pictures.Slice(start * _input.Shape.Length, part * _input.Shape.Length), seeds.Slice(start * classes, part * classes), maps.AsSpan(start, part));
            start += part;
        }

        return maps;
    }

    /// <inheritdoc/>
    public void Dispose() => _models.Dispose();

    private void Compute(GradientModel model, int batch, ReadOnlySpan<float> pictures, ReadOnlySpan<float> seeds, Span<FeatureMap> maps)
    {
        var dimensions = model.Wrt.Dimensions;
        var places = Places(dimensions) ?? throw new InvalidOperationException(RefusalOf(model.Wrt.Name));
        var channels = (int)(dimensions.Count == 4 ? dimensions[1] : dimensions[2]);
        using var call = model.CreateCall();
        var (length, scratch) = (_input.Shape.Length, new float[_preprocessing.Scratch]);
        var tensor = call.Input<byte>(_input.Name);
        var bytes = tensor.Length / batch;
        for (var i = 0; i < maps.Length; i++) _preprocessing.Write(pictures.Slice(i * length, length), tensor.Slice(i * bytes, bytes), scratch);
        seeds.CopyTo(call.Seed);
        call.Run();
        var numbers = call.Wrt.Length / (int)dimensions[0];
        for (var i = 0; i < maps.Length; i++)
        {
            maps[i] = new FeatureMap(
                model.Wrt.Name,
                channels,
                places.Height,
                places.Width,
                Arrange(call.Wrt.Slice(i * numbers, numbers), dimensions, places),
                Arrange(call.Gradient.Slice(i * numbers, numbers), dimensions, places));
        }
    }

    private GradientModel Model(string layer, int batch) => _models.Get(
        layer, output, new Dictionary<string, long[]>(StringComparer.Ordinal) { [_input.Name] = _input.Dimensions(batch) });

    private PictureGrid? Places(IReadOnlyList<long> dimensions) => dimensions switch
    {
        [_, _, var height, var width] when height * width > 1 => new PictureGrid((int)height, (int)width, 0),
        [_, var tokens, _] => PictureGrid.Of(tokens, _input.Shape),
        _ => null,
    };

    /// <summary>A picture's numbers as [channels, height, width]; tokens have their channels last.</summary>
    private static float[] Arrange(ReadOnlySpan<float> tensor, IReadOnlyList<long> dimensions, PictureGrid places)
    {
        var count = places.Height * places.Width;
        if (dimensions.Count == 4) return tensor[..((int)dimensions[1] * count)].ToArray();
        var channels = (int)dimensions[2];
        var arranged = new float[channels * count];
        for (var place = 0; place < count; place++)
        {
            for (var channel = 0; channel < channels; channel++) arranged[(channel * count) + place] = tensor[((place + places.Leading) * channels) + channel];
        }

        return arranged;
    }
}
