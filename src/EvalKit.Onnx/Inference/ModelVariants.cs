using System.Globalization;
using EvalKit.Core.Configuration;
using EvalKit.Core.Errors;
using EvalKit.Core.Images;
using EvalKit.Onnx.Graphs;
using EvalKit.Onnx.Graphs.Schema;
using Google.Protobuf;

namespace EvalKit.Onnx.Inference;

/// <summary>The changed copies of a model, each made when it is first asked for, in a folder of their own until they are disposed of.</summary>
/// <param name="path">The model's file.</param>
/// <param name="open">Opens a changed file with its input.</param>
internal sealed class ModelVariants(string path, Func<ModelFile, ResolvedInput, OnnxModel> open) : IDisposable
{
    private readonly Dictionary<string, (OnnxModel? Model, string? Refusal)> _variants = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private DirectoryInfo? _folder;

    /// <summary>See <see cref="Core.Models.IVariableModel.Permuted"/>.</summary>
    public OnnxModel? Permuted(double share, ulong key, ResolvedInput input, out string? refusal) =>
        Get(string.Create(CultureInfo.InvariantCulture, $"permuted {share:R} {key}"), input, (model, external) => WeightPermutation.Apply(model, share, key, external) > 0 ? null : "the model has no weights", out refusal);

    /// <summary>See <see cref="Core.Models.IVariableModel.Resized"/>.</summary>
    public OnnxModel? Resized(ImageShape shape, ResolvedInput input, out string? refusal)
    {
        var resized = input with
        {
            View = input.View with { Shape = shape },
            SampleDimensions = [.. input.Layout == InputLayout.Nchw ? (long[])[shape.Channels, shape.Height, shape.Width] : [shape.Height, shape.Width, shape.Channels]],
        };
        return Get($"resized {shape}", resized, (model, _) => Declare(model.Graph, resized), out refusal);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (model, _) in _variants.Values) model?.Dispose();
        _folder?.Delete(recursive: true);
    }

    private OnnxModel? Get(string what, ResolvedInput input, Func<ModelProto, ExternalCopy?, string?> change, out string? refusal)
    {
        lock (_gate)
        {
            if (!_variants.TryGetValue(what, out var variant)) _variants[what] = variant = Make(input, change);
            refusal = variant.Refusal;
            return variant.Model;
        }
    }

    private (OnnxModel? Model, string? Refusal) Make(ResolvedInput input, Func<ModelProto, ExternalCopy?, string?> change)
    {
        var file = ModelFile.Read(path);
        _folder ??= Directory.CreateTempSubdirectory("evalkit-");
        var changed = Path.Combine(_folder.FullName, string.Create(CultureInfo.InvariantCulture, $"{_variants.Count}.onnx"));
        try
        {
            using (var external = file.ExternalFiles.Count > 0 ? new ExternalCopy(file.Folder, Path.ChangeExtension(changed, "data")) : null)
            {
                if (change(file.Model, external) is { } refusal) return (null, refusal);
                external?.MoveRest(file.Model);
            }

            File.WriteAllBytes(changed, file.Model.ToByteArray());
            return (open(ModelFile.Read(changed), input), null);
        }
        catch (UserException error)
        {
            return (null, $"the graph does not take it: {error.Message.Replace(changed, Path.GetFileName(path), StringComparison.Ordinal)}");
        }
    }

    private static string? Declare(GraphProto graph, ResolvedInput input)
    {
        var dimensions = graph.Input.First(one => one.Name == input.Name).Type.TensorType.Shape.Dim;
        var batch = input.HasBatchAxis ? 1 : 0;
        for (var i = 0; i < input.SampleDimensions.Count; i++) dimensions[i + batch] = new TensorShapeProto.Types.Dimension { DimValue = input.SampleDimensions[i] };

        // What the file declares of other tensors holds for its own size only.
        graph.ValueInfo.Clear();
        foreach (var output in graph.Output.Where(output => output.Type?.TensorType is not null)) output.Type.TensorType.Shape = null;
        return null;
    }
}
