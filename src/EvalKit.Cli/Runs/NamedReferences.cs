using EvalKit.Core.Attributions;
using EvalKit.Core.Execution;
using EvalKit.Data.Decoding;
using EvalKit.Onnx.Inference;

namespace EvalKit.Cli.Runs;

/// <summary>The pictures that a command line names to compare with. They have no labels: their class is the one that the model predicts.</summary>
/// <param name="pictures">The pictures, at least one.</param>
/// <param name="model">The model.</param>
internal sealed class NamedReferences(IReadOnlyList<StoredPicture> pictures, OnnxModel model) : IReferencePictures
{
    private readonly float[][] _pictures = [.. pictures.Select(picture => picture.Values(model.View))];

    /// <inheritdoc/>
    public int Count => _pictures.Length;

    /// <inheritdoc/>
    public int Label(int index) => ExplainedPicture.Predict(model, _pictures[index], CancellationToken.None);

    /// <inheritdoc/>
    public void Read(int index, Span<float> picture) => _pictures[index].CopyTo(picture);
}
