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
            var dimensions = Model(name).Wrt.Dimensions;
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

    /// <summary>Computes a map; see <see cref="IGraphModel.Features"/>.</summary>
    public FeatureMap Compute(string? layer, ReadOnlySpan<float> picture, ReadOnlySpan<float> seed)
    {
        var model = Model(layer ?? _last.Value ?? throw new InvalidOperationException(RefusalOf(layer)));
        var places = Places(model.Wrt.Dimensions) ?? throw new InvalidOperationException(RefusalOf(layer));
        using var call = model.CreateCall();
        var batch = _input.FixedBatch ?? 1;
        var tensor = call.Input<byte>(_input.Name);
        _preprocessing.Write(picture, tensor[..(tensor.Length / batch)], new float[_preprocessing.Scratch]);
        seed.CopyTo(call.Seed);
        call.Run();
        var channels = (int)(model.Wrt.Dimensions.Count == 4 ? model.Wrt.Dimensions[1] : model.Wrt.Dimensions[2]);
        return new FeatureMap(
            model.Wrt.Name, channels, places.Height, places.Width, Arrange(call.Wrt, model.Wrt.Dimensions, places), Arrange(call.Gradient, model.Wrt.Dimensions, places));
    }

    /// <inheritdoc/>
    public void Dispose() => _models.Dispose();

    private GradientModel Model(string layer) => _models.Get(
        layer, output, new Dictionary<string, long[]>(StringComparer.Ordinal) { [_input.Name] = _input.Dimensions(_input.FixedBatch ?? 1) });

    private PictureGrid? Places(IReadOnlyList<long> dimensions) => dimensions switch
    {
        [_, _, var height, var width] when height * width > 1 => new PictureGrid((int)height, (int)width, 0),
        [_, var tokens, _] => PictureGrid.Of(tokens, _input.Shape),
        _ => null,
    };

    /// <summary>The first picture's numbers as [channels, height, width]; tokens have their channels last.</summary>
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
