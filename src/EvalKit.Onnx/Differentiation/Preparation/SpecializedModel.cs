using EvalKit.Core.Errors;
using EvalKit.Onnx.Differentiation.Rewrites;
using EvalKit.Onnx.Graphs;
using EvalKit.Onnx.Graphs.Schema;
using EvalKit.Onnx.Inference;
using Google.Protobuf;
using static EvalKit.Onnx.Graphs.Schema.TensorProto.Types;

namespace EvalKit.Onnx.Differentiation.Preparation;

/// <summary>
/// Makes of a model the graph that is differentiated: in single precision and in standard operators of one version, every
/// shape fixed, constant arithmetic folded by the runtime.
/// </summary>
internal static class SpecializedModel
{
    /// <summary>Specialises a model.</summary>
    /// <param name="file">The model; it stays as it is.</param>
    /// <param name="inputs">The dimensions of each input, none of them free.</param>
    /// <param name="wrt">The tensor to differentiate by; it survives, and becomes a float where it is an input of integers.</param>
    /// <param name="output">The tensor whose gradient is wanted; it survives.</param>
    /// <returns>The model, whose graph gives the output and, where it is computed, the tensor to differentiate by.</returns>
    /// <exception cref="UserException">The runtime does not take the model, or has no such tensor.</exception>
    /// <exception cref="NotDifferentiableException">The graph is too old, or in a form that is not covered.</exception>
    public static ModelFile Make(ModelFile file, IReadOnlyDictionary<string, long[]> inputs, string wrt, string output)
    {
        var model = file.Model.Clone();
        RequireTensor(file, wrt);
        RequireTensor(file, output);
        SinglePrecision.Apply(model);
        new GraphRewriting(model).Apply();
        if (file.Inputs.FirstOrDefault(input => input.Type?.TensorType is null) is { } other)
            throw new NotDifferentiableException("", "", $"the input {TensorFactsReader.Describe(other)} is no tensor");
        FixShapes(model.Graph, inputs, wrt);
        model.Graph.Output.Clear();
        model.Graph.Output.Add(new ValueInfoProto { Name = output });
        if (!inputs.ContainsKey(wrt)) model.Graph.Output.Add(new ValueInfoProto { Name = wrt });
        return file with { Model = Simplify(file, model), ExternalFiles = [] };
    }

    private static void RequireTensor(ModelFile file, string name)
    {
        var names = file.Model.Graph.Node.SelectMany(node => node.Output).Concat(file.Inputs.Select(input => input.Name)).ToHashSet(StringComparer.Ordinal);
        if (!names.Contains(name)) throw new UserException($"{file.Path}: the graph has no tensor '{name}'{NearestName.Hint(name, names)}");
    }

    private static void FixShapes(GraphProto graph, IReadOnlyDictionary<string, long[]> inputs, string wrt)
    {
        var stored = graph.Initializer.Select(tensor => tensor.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var input in graph.Input.Where(input => stored.Contains(input.Name)).ToList()) graph.Input.Remove(input);
        foreach (var input in graph.Input)
        {
            var type = input.Type.TensorType;
            type.Shape = new TensorShapeProto();
            type.Shape.Dim.Add(inputs[input.Name].Select(size => new TensorShapeProto.Types.Dimension { DimValue = size }));
            if (input.Name == wrt) type.ElemType = DataType.Float;
        }

        // What the file declares of other tensors may hold for other shapes and types only.
        graph.ValueInfo.Clear();
    }

    private static ModelProto Simplify(ModelFile file, ModelProto model)
    {
        var folder = Directory.CreateTempSubdirectory("evalkit-");
        try
        {
            var path = Path.Combine(folder.FullName, "simplified.onnx");
            RuntimeSession.Simplify(file, model.ToByteArray(), path);
            using var stream = File.OpenRead(path);
            var simplified = ModelProto.Parser.ParseFrom(stream);
            simplified.Graph.ValueInfo.Clear();
            return simplified;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
