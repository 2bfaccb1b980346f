using EvalKit.Core.Images;
using EvalKit.Onnx.Differentiation.Backward;
using EvalKit.Onnx.Differentiation.Preparation;
using EvalKit.Onnx.Graphs;
using EvalKit.Onnx.Graphs.Schema;
using EvalKit.Onnx.Inference;

namespace EvalKit.Onnx.Differentiation;

/// <summary>Finds in a graph the tensors that explanations look at.</summary>
internal sealed class LayerSearch
{
    private static readonly HashSet<string> Rearranging = new(StringComparer.Ordinal) { "Reshape", "Transpose", "Flatten", "MatMul", "Softmax", "Slice", "Gather", "Split" };

    private readonly ModelFile _file;
    private readonly GraphTrace _trace;
    private readonly ImageShape _shape;

    private LayerSearch(ModelFile file, ModelFile specialized, GraphTrace trace, ImageShape shape) =>
        (_file, Specialized, _trace, _shape) = (file, specialized, trace, shape);

    /// <summary>The model in standard operators, all shapes known.</summary>
    public ModelFile Specialized { get; }

    /// <summary>Prepares the search in a model.</summary>
    /// <param name="path">The file.</param>
    /// <param name="input">The input, its batch settled.</param>
    /// <param name="output">The tensor that the layers lead to.</param>
    public static LayerSearch In(string path, ResolvedInput input, string output)
    {
        var file = ModelFile.Read(path);
        var inputs = new Dictionary<string, long[]>(StringComparer.Ordinal) { [input.Name] = input.Dimensions(input.FixedBatch ?? 1) };
        var specialized = SpecializedModel.Make(file, inputs, input.Name, output);
        LiveGraph.Prune(specialized.Model.Graph);
        return new LayerSearch(file, specialized, GraphTrace.Run(specialized, inputs), input.Shape);
    }

    /// <summary>
    /// The attention weights: outputs [batch, heads, tokens, tokens] of softmaxes over the last axis, from the first layer to the
    /// last; empty where there are none whose tokens all cover the picture.
    /// </summary>
    public IReadOnlyList<string> Attention()
    {
        var found = Nodes.Where(node => node.OpType == "Softmax" && ShapeOf(node.Output[0]) is [_, _, var rows, var columns] && rows == columns && rows > 1)
            .Select(node => node.Output[0]).ToList();
        return found.All(name => PictureGrid.Of(ShapeOf(name)![3], _shape) is not null) ? found : [];
    }

    /// <summary>
    /// The last feature map, by a name that the file itself has: with attention the tokens of the last layer (behind the last
    /// attention where all tokens count alike, before it where a class token collects them), else the last tensor
    /// [batch, channels, height, width] behind a convolution that is more than one place large. Null where there is none.
    /// </summary>
    public string? LastFeatures()
    {
        var named = _file.Model.Graph.Node.SelectMany(node => node.Output).ToHashSet(StringComparer.Ordinal);
        if (Attention() is [.., var last] && PictureGrid.Of(ShapeOf(last)![3], _shape) is { } grid)
        {
            var before = Nodes.TakeWhile(node => grid.Leading == 0 || node.Output[0] != last);
            return before.SelectMany(node => node.Output).LastOrDefault(name => named.Contains(name) && ShapeOf(name) is [_, var tokens, _] && tokens == ShapeOf(last)![3]);
        }

        var maps = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in Nodes.Where(node => !Rearranging.Contains(node.OpType)))
        {
            if (ShapeOf(node.Output[0]) is [_, _, var height, var width] && height * width > 1 && (node.OpType == "Conv" || node.Input.Any(maps.Contains))) maps.Add(node.Output[0]);
        }

        // The runtime may copy what turns integers back into numbers, so that it no longer leads to the output.
        return Nodes.Where(node => node.OpType is not ("QuantizeLinear" or "DequantizeLinear"))
            .Select(node => node.Output[0]).LastOrDefault(name => maps.Contains(name) && named.Contains(name));
    }

    private IEnumerable<NodeProto> Nodes => Specialized.Model.Graph.Node;

    private long[]? ShapeOf(string name) => _trace.ShapeOf(name);
}
