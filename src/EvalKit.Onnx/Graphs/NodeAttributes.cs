using System.Text;
using EvalKit.Onnx.Graphs.Schema;

namespace EvalKit.Onnx.Graphs;

/// <summary>Reads the attributes of a node; an absent one has the value that the operator's definition gives it.</summary>
internal readonly struct NodeAttributes(NodeProto node)
{
    /// <summary>An integer.</summary>
    public long Integer(string name, long otherwise) => Find(name)?.I ?? otherwise;

    /// <summary>A number.</summary>
    public float Number(string name, float otherwise) => Find(name)?.F ?? otherwise;

    /// <summary>A text.</summary>
    public string Text(string name, string otherwise = "") => Find(name)?.S.ToString(Encoding.UTF8) ?? otherwise;

    /// <summary>A list of integers, or null.</summary>
    public long[]? Integers(string name) => Find(name) is { } attribute ? [.. attribute.Ints] : null;

    /// <summary>A list of numbers, or null.</summary>
    public float[]? Numbers(string name) => Find(name) is { } attribute ? [.. attribute.Floats] : null;

    /// <summary>All of them.</summary>
    public IEnumerable<AttributeProto> All => node.Attribute;

    /// <summary>The attribute itself, or null.</summary>
    public AttributeProto? Find(string name) => node.Attribute.FirstOrDefault(attribute => attribute.Name == name);
}
