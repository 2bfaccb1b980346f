using EvalKit.Core.Errors;
using EvalKit.Onnx.Graphs.Schema;
using EvalKit.Onnx.Inference;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace EvalKit.Onnx.Graphs;

/// <summary>
/// The shape and type of every tensor of a graph, seen in one run on zeros with every intermediate tensor exposed as an
/// output and no optimisation: exact (what the runtime infers without a run is not always), and without shape inference of
/// our own.
/// </summary>
internal sealed class GraphTrace
{
    private readonly Dictionary<string, long[]> _shapes;
    private readonly Dictionary<string, TensorProto.Types.DataType> _types = new(StringComparer.Ordinal);

    private GraphTrace(ModelFile file, IReadOnlyDictionary<string, long[]> inputs)
    {
        _shapes = new(inputs, StringComparer.Ordinal);
        foreach (var tensor in file.Model.Graph.Initializer) Add(tensor.Name, [.. tensor.Dims], tensor.DataType);
    }

    /// <summary>The dimensions of a tensor, or null where it is no tensor (a sequence or map) or lies in a nested graph.</summary>
    public long[]? ShapeOf(string name) => _shapes.GetValueOrDefault(name);

    /// <summary>The element type of a tensor; undefined where it is none or lies in a nested graph.</summary>
    public TensorProto.Types.DataType TypeOf(string name) => _types.GetValueOrDefault(name);

    /// <summary>Runs the trace.</summary>
    /// <param name="file">The model.</param>
    /// <param name="inputs">The dimensions of each input, none of them free.</param>
    /// <exception cref="UserException">The runtime does not take the model or fails on zeros.</exception>
    public static GraphTrace Run(ModelFile file, IReadOnlyDictionary<string, long[]> inputs)
    {
        using var session = RuntimeSession.OpenForTrace(file, Exposed(file.Model, inputs).ToByteArray());
        var trace = new GraphTrace(file, inputs);
        foreach (var (name, input) in session.InputMetadata) trace._types[name] = TypeOf(input);
        var values = new List<OrtValue>();
        try
        {
            foreach (var name in session.InputNames) values.Add(Zeros(file, name, session.InputMetadata[name], inputs[name]));
            using var options = new RunOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
            using var results = session.Run(options, session.InputNames, values, session.OutputNames);
            for (var i = 0; i < results.Count; i++)
            {
                if (results[i].IsTensor) trace.Add(session.OutputNames[i], results[i].GetTensorTypeAndShape().Shape, TypeOf(session.OutputMetadata[session.OutputNames[i]]));
            }

            return trace;
        }
        catch (OnnxRuntimeException error)
        {
            throw new UserException($"{file.Path}: the model does not run on zeros of {string.Join(", ", inputs.Select(input => $"'{input.Key}' [{string.Join(", ", input.Value)}]"))}: {error.Message}", error);
        }
        finally
        {
            values.ForEach(value => value.Dispose());
        }
    }

    private void Add(string name, long[] shape, TensorProto.Types.DataType type) => (_shapes[name], _types[name]) = (shape, type);

    /// <summary>The runtime numbers types as the format does.</summary>
    private static TensorProto.Types.DataType TypeOf(NodeMetadata value) => value.IsTensor ? (TensorProto.Types.DataType)(int)value.ElementDataType : default;

    private static ModelProto Exposed(ModelProto model, IReadOnlyDictionary<string, long[]> inputs)
    {
        var exposed = model.Clone();
        var outputs = exposed.Graph.Output.Select(output => output.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var name in exposed.Graph.Node.SelectMany(node => node.Output).Where(name => name.Length > 0 && outputs.Add(name)))
            exposed.Graph.Output.Add(new ValueInfoProto { Name = name });
        foreach (var input in exposed.Graph.Input.Where(input => inputs.ContainsKey(input.Name) && input.Type?.TensorType is not null))
        {
            input.Type.TensorType.Shape = new TensorShapeProto();
            input.Type.TensorType.Shape.Dim.Add(inputs[input.Name].Select(size => new TensorShapeProto.Types.Dimension { DimValue = size }));
        }

        return exposed;
    }

    private static OrtValue Zeros(ModelFile file, string name, NodeMetadata type, long[] dimensions)
    {
        if (!type.IsTensor) throw new UserException($"{file.Path}: the input '{name}' is no tensor; EvalKit cannot trace the model");
        if (type.ElementDataType == TensorElementType.String) return OrtValue.CreateTensorWithEmptyStrings(OrtAllocator.DefaultInstance, dimensions);
        var value = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, type.ElementDataType, dimensions);
        value.GetTensorMutableRawData().Clear();
        return value;
    }
}
