using EvalKit.Core.Configuration;
using EvalKit.Onnx.Graphs;

namespace EvalKit.Onnx.Inference;

/// <summary>Something that says how a model is fed.</summary>
/// <param name="Origin">What it is, for messages.</param>
/// <param name="Input">What it says.</param>
internal sealed record InputSource(string Origin, InputConfig Input)
{
    /// <summary>All sources, the one that counts first in front.</summary>
    public static IReadOnlyList<InputSource> Of(ModelFile file, InputConfig configuration)
    {
        InputSource?[] sources =
        [
            new("configuration", configuration),
            EvalKitMetadata.Input(file),
            ImageMetadata.Read(file),
            PreprocessorConfig.Read(file),
        ];
        return [.. sources.OfType<InputSource>()];
    }
}
