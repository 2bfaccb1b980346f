using System.Text;
using EvalKit.Onnx.Graphs.Schema;

namespace EvalKit.Onnx.Graphs;

/// <summary>A node with the traced shapes of what it takes and gives.</summary>
internal readonly struct NodeShapes(NodeProto node, GraphTrace trace)
{
    /// <summary>The dimensions of the first output.</summary>
    public long[] Output => ShapeOf(node.Output[0]);

    /// <summary>The dimensions of an input.</summary>
    public long[] Input(int index) => ShapeOf(node.Input[index]);

    /// <summary>The numbers in a tensor of some dimensions.</summary>
    public static long Count(ReadOnlySpan<long> dimensions)
    {
        var product = 1L;
        foreach (var dimension in dimensions) product *= dimension;
        return product;
    }

    /// <summary>An integer attribute.</summary>
    public long Attribute(string name, long otherwise) => Find(name)?.I ?? otherwise;

    /// <summary>A text attribute.</summary>
    public string Text(string name) => Find(name)?.S.ToString(Encoding.UTF8) ?? "";

    private AttributeProto? Find(string name) => node.Attribute.FirstOrDefault(attribute => attribute.Name == name);

    private long[] ShapeOf(string name) =>
        trace.ShapeOf(name) ?? throw new InvalidOperationException($"{node.OpType} '{node.Name}': '{name}' was not traced");
}
