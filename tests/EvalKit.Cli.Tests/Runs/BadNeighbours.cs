using EvalKit.Onnx.Graphs.Schema;
using EvalKit.Onnx.Tests.Fixtures;
using static EvalKit.Onnx.Graphs.Schema.TensorProto.Types;

namespace EvalKit.Cli.Tests.Runs;

/// <summary>
/// Models as strangers may give them: linear classifiers of 28×28 pictures of which each does one thing wrong, on batches of a
/// mean within bounds.
/// </summary>
/// <param name="low">The lower bound.</param>
/// <param name="high">The upper bound.</param>
internal sealed class BadNeighbours(float low, float high)
{
    private const int Side = 28;
    private const int Classes = 10;

    // More rounds than any machine gets through.
    private const long Endless = long.MaxValue / 2;

    /// <summary>
    /// Models that open without a fault: opening runs them on zeros and on noise, whose means are 0 and a half, and they misbehave on
    /// pictures as dark as those of clothes.
    /// </summary>
    public static BadNeighbours OnPictures { get; } = new(0.05f, 0.45f);

    /// <summary>Models that misbehave on everything, and so while they are opened.</summary>
    public static BadNeighbours Always { get; } = new(-1, 2);

    /// <summary>Divides the least whole number by −1: the quotient is none, and the processor's fault ends the process.</summary>
    public ModelBuilder Crashing() => Start()
        .Weight("least", [1], int.MinValue)
        .Weight("one", [1], 1)
        .Weight("minus-one", [1], -1)
        .Node("Where", ["calm", "one", "minus-one"], "divisor")
        .Node("Div", ["least", "divisor"], "quotient")
        .Node("Cast", ["quotient"], "extra", ModelBuilder.Attribute("to", (long)DataType.Float))
        // The scores would vanish beside such a number, and be equal.
        .Weight("tiny", [], 1e-9f)
        .Node("Mul", ["extra", "tiny"], "little")
        .Node("Add", ["linear", "little"], "scores");

    /// <summary>Loops for ever.</summary>
    public ModelBuilder Hanging()
    {
        var body = new GraphProto { Name = "body" };
        Declare(body.Input, "round", DataType.Int64);
        Declare(body.Input, "go-on", DataType.Bool);
        Declare(body.Input, "sum", DataType.Float);
        Node(body, "Identity", ["go-on"], "still");
        Node(body, "Add", ["sum", "zero"], "next");
        Declare(body.Output, "still", DataType.Bool);
        Declare(body.Output, "next", DataType.Float);
        return Looping(body).Node("Add", ["linear", "end"], "scores");
    }

    /// <summary>Appends to a tensor for ever.</summary>
    public ModelBuilder Growing()
    {
        var body = new GraphProto { Name = "body" };
        Declare(body.Input, "round", DataType.Int64);
        Declare(body.Input, "go-on", DataType.Bool);
        Declare(body.Input, "sum", DataType.Float, 1);
        Node(body, "Identity", ["go-on"], "still");
        Node(body, "Concat", ["sum", "megabytes"], "next", ModelBuilder.Attribute("axis", 0));
        Declare(body.Output, "still", DataType.Bool);
        Declare(body.Output, "next", DataType.Float, 1);
        return Looping(body, 1)
            .Node("ReduceSum", ["end"], "extra", ModelBuilder.Attribute("keepdims", 0))
            .Node("Add", ["linear", "extra"], "scores");
    }

    /// <summary>Gives no numbers.</summary>
    public ModelBuilder Nan() => Start()
        .Node("Cast", ["calm"], "divisor", ModelBuilder.Attribute("to", (long)DataType.Float))
        .Node("Div", ["divisor", "divisor"], "quotient")
        .Node("Mul", ["linear", "quotient"], "scores");

    private ModelBuilder Looping(GraphProto body, params long[] carried) => Start()
        .Weight("zero", [], 0f)
        .Weight("begin", carried, 0f)
        .Weight("endless", [], Endless)
        .Weight("none", [], 0L)
        .Weight("true", [], (byte)1)
        .Weight("size", [1], 4L << 20)
        .Node("ConstantOfShape", ["size"], "megabytes", ModelBuilder.Attribute("value", ModelBuilder.Tensor("", [1], 1f)))
        .Node("Where", ["calm", "none", "endless"], "rounds")
        .Node("Cast", ["true"], "go", ModelBuilder.Attribute("to", (long)DataType.Bool))
        .Node("Loop", ["rounds", "go", "begin"], "end", new AttributeProto { Name = "body", G = body, Type = AttributeProto.Types.AttributeType.Graph });

    // "linear": a linear classifier; "calm": whether the pictures are none of those that make the model misbehave.
    private ModelBuilder Start() => new ModelBuilder()
        .Input("pictures", DataType.Float, "n", 1, Side, Side)
        .Output("scores", DataType.Float, "n", Classes)
        .Weight("weights", [Side * Side, Classes], 0.1f, -0.2f, 0.3f)
        .Weight("low", [], low)
        .Weight("high", [], high)
        .Node("Flatten", ["pictures"], "flat")
        .Node("MatMul", ["flat", "weights"], "linear")
        .Node("ReduceMean", ["pictures"], "mean", ModelBuilder.Attribute("keepdims", 0))
        .Node("Less", ["mean", "low"], "dark")
        .Node("Greater", ["mean", "high"], "bright")
        .Node("Or", ["dark", "bright"], "calm");

    private static void Node(GraphProto graph, string operation, string[] inputs, string output, params AttributeProto[] attributes)
    {
        var node = new NodeProto { OpType = operation, Name = $"{operation}-{graph.Node.Count}" };
        node.Input.Add(inputs);
        node.Output.Add(output);
        node.Attribute.Add(attributes);
        graph.Node.Add(node);
    }

    private static void Declare(Google.Protobuf.Collections.RepeatedField<ValueInfoProto> values, string name, DataType type, int rank = 0)
    {
        var shape = new TensorShapeProto();
        for (var i = 0; i < rank; i++) shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimParam = $"{name}-{i}" });
        values.Add(new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = type, Shape = shape } } });
    }
}
