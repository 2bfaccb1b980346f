using System.Runtime.InteropServices;
using EvalKit.Onnx.Graphs.Schema;
using Google.Protobuf;
using static EvalKit.Onnx.Graphs.Schema.TensorProto.Types;

namespace EvalKit.Onnx.Tests.Fixtures;

/// <summary>Builds small models node by node. Dimensions are numbers, or text for a free one.</summary>
internal sealed class ModelBuilder
{
    private readonly ModelProto _model;

    public ModelBuilder(int opset = 13, int irVersion = 8, params (string Domain, int Version)[] domains)
    {
        _model = new ModelProto { IrVersion = irVersion, ProducerName = "tests", ProducerVersion = "1", Graph = new GraphProto { Name = "graph" } };
        foreach (var (domain, version) in domains.Prepend(("", opset)))
            _model.OpsetImport.Add(new OperatorSetIdProto { Domain = domain, Version = version });
    }

    public ModelProto Model => _model;

    public ModelBuilder Input(string name, DataType type, params object[] dimensions)
    {
        _model.Graph.Input.Add(Value(name, type, dimensions));
        return this;
    }

    public ModelBuilder Output(string name, DataType type, params object[] dimensions)
    {
        _model.Graph.Output.Add(Value(name, type, dimensions));
        return this;
    }

    public ModelBuilder Metadata(string key, string value)
    {
        _model.MetadataProps.Add(new StringStringEntryProto { Key = key, Value = value });
        return this;
    }

    /// <summary>Stores a tensor; numbers repeat until it is full.</summary>
    public ModelBuilder Weight<T>(string name, long[] dimensions, params T[] values)
        where T : unmanaged
    {
        _model.Graph.Initializer.Add(Tensor(name, dimensions, values));
        return this;
    }

    public ModelBuilder Node(string operation, string[] inputs, string output, params AttributeProto[] attributes) =>
        Node(operation, "", inputs, [output], attributes);

    public ModelBuilder Node(string operation, string domain, string[] inputs, string[] outputs, params AttributeProto[] attributes)
    {
        var node = new NodeProto { OpType = operation, Domain = domain, Name = $"{operation}-{_model.Graph.Node.Count}" };
        node.Input.Add(inputs);
        node.Output.Add(outputs);
        node.Attribute.Add(attributes);
        _model.Graph.Node.Add(node);
        return this;
    }

    public static AttributeProto Attribute(string name, long value) => new() { Name = name, I = value, Type = AttributeProto.Types.AttributeType.Int };

    public static AttributeProto Attribute(string name, float value) => new() { Name = name, F = value, Type = AttributeProto.Types.AttributeType.Float };

    public static AttributeProto Attribute(string name, float[] values)
    {
        var attribute = new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Floats };
        attribute.Floats.Add(values);
        return attribute;
    }

    public static AttributeProto Attribute(string name, string value) => new() { Name = name, S = ByteString.CopyFromUtf8(value), Type = AttributeProto.Types.AttributeType.String };

    public static AttributeProto Attribute(string name, TensorProto value) => new() { Name = name, T = value, Type = AttributeProto.Types.AttributeType.Tensor };

    public static AttributeProto Attribute(string name, params long[] values)
    {
        var attribute = new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Ints };
        attribute.Ints.Add(values);
        return attribute;
    }

    public static TensorProto Tensor<T>(string name, long[] dimensions, params T[] values)
        where T : unmanaged
    {
        var numbers = new T[dimensions.Aggregate(1L, (product, size) => product * size)];
        for (var i = 0; i < numbers.Length; i++) numbers[i] = values[i % values.Length];
        var tensor = new TensorProto { Name = name, DataType = TypeOf<T>(), RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes<T>(numbers)) };
        tensor.Dims.Add(dimensions);
        return tensor;
    }

    /// <summary>Writes the model into a folder and gives its path.</summary>
    public string Save(TemporaryFolder folder, string name = "model.onnx")
    {
        var path = folder.File(name);
        File.WriteAllBytes(path, _model.ToByteArray());
        return path;
    }

    private static DataType TypeOf<T>() => default(T) switch
    {
        float => DataType.Float,
        double => DataType.Double,
        Half => DataType.Float16,
        byte => DataType.Uint8,
        sbyte => DataType.Int8,
        int => DataType.Int32,
        long => DataType.Int64,
        _ => throw new NotSupportedException(typeof(T).Name),
    };

    private static ValueInfoProto Value(string name, DataType type, object[] dimensions)
    {
        var shape = new TensorShapeProto();
        shape.Dim.Add(dimensions.Select(dimension => dimension is string symbol
            ? new TensorShapeProto.Types.Dimension { DimParam = symbol }
            : new TensorShapeProto.Types.Dimension { DimValue = (int)dimension }));
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = type, Shape = shape } } };
    }
}
