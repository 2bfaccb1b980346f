using System.Globalization;
using EvalKit.Onnx.Graphs;
using EvalKit.Onnx.Graphs.Schema;

namespace EvalKit.Onnx.Differentiation.Rewrites;

/// <summary>A node that is written anew: what it was, and the graph to append to.</summary>
/// <param name="graph">The graph.</param>
/// <param name="node">The node, which is no longer in it.</param>
/// <param name="opset">The version of the default operator set that it was written for.</param>
internal sealed class NodeRewriting(GraphProto graph, NodeProto node, int opset)
{
    private int _count;

    /// <summary>The version of the default operator set that the node was written for.</summary>
    public int Opset => opset;

    /// <summary>The node, to be changed and kept.</summary>
    public NodeProto Node => node;

    /// <summary>The attributes.</summary>
    public NodeAttributes Attributes => new(node);

    /// <summary>An input; empty where it is left out.</summary>
    public string Input(int index) => index < node.Input.Count ? node.Input[index] : "";

    /// <summary>Whether an input is there.</summary>
    public bool Has(int index) => Input(index).Length > 0;

    /// <summary>Whether an output is there.</summary>
    public bool HasOutput(int index) => index < node.Output.Count && node.Output[index].Length > 0;

    /// <summary>Keeps the node, as it was changed.</summary>
    public void Keep() => graph.Node.Add(node);

    /// <summary>Appends an operator of the default domain.</summary>
    /// <returns>Its output.</returns>
    public string Call(string operation, IEnumerable<string> inputs, params IEnumerable<AttributeProto> attributes)
    {
        var name = NewName();
        Append(operation, inputs, name, attributes);
        return name;
    }

    /// <summary>Appends the operator that makes an output of the node.</summary>
    public void Result(string operation, IEnumerable<string> inputs, params IEnumerable<AttributeProto> attributes) =>
        Append(operation, inputs, node.Output[0], attributes);

    /// <summary>Appends the operator that makes another output of the node than its first.</summary>
    public void Result(int output, string operation, IEnumerable<string> inputs, params IEnumerable<AttributeProto> attributes) =>
        Append(operation, inputs, node.Output[output], attributes);

    /// <summary>Appends the operator that makes a tensor of a given name.</summary>
    public void Result(string output, string operation, IEnumerable<string> inputs) => Append(operation, inputs, output, []);

    /// <summary>A stored list of integers.</summary>
    public string Integers(params ReadOnlySpan<long> values) => Store(TensorContent.Of(NewName(), [values.Length], values));

    /// <summary>One stored number.</summary>
    public string Number(float value) => Store(TensorContent.Of(NewName(), [], [value]));

    /// <summary>A stored list of numbers.</summary>
    public string Numbers(params ReadOnlySpan<float> values) => Store(TensorContent.Of(NewName(), [values.Length], values));

    /// <summary>The attributes of some names, copied.</summary>
    public IEnumerable<AttributeProto> Copy(params string[] names) => node.Attribute.Where(attribute => names.Contains(attribute.Name)).Select(attribute => attribute.Clone());

    /// <summary>A stored tensor that the node takes, or null where it is computed.</summary>
    public TensorProto? Stored(int input) => graph.Initializer.FirstOrDefault(tensor => tensor.Name == Input(input));

    /// <summary>
    /// The number of axes of an input, as far as it can be told before the graph is run: a stored tensor or declared input, cast or
    /// not, or sums over one axis of it. Null where it cannot.
    /// </summary>
    public int? RankOf(int input) => RankOf(Input(input));

    /// <summary>The refusal of this node.</summary>
    public NotDifferentiableException Refuse(string reason) => new(OperatorName.Of(node), node.Name.Length > 0 ? node.Name : node.Output[0], reason);

    private int? RankOf(string name)
    {
        if (graph.Input.FirstOrDefault(input => input.Name == name) is { } declared) return declared.Type?.TensorType?.Shape?.Dim.Count;
        if (graph.Initializer.FirstOrDefault(tensor => tensor.Name == name) is { } stored) return stored.Dims.Count;
        return graph.Node.LastOrDefault(other => other.Output.Contains(name)) switch
        {
            { OpType: "Cast" } cast => RankOf(cast.Input[0]),
            { OpType: "ReduceSum" } sum when new NodeAttributes(sum).Integer("keepdims", 1) == 0 => RankOf(sum.Input[0]) - 1,
            _ => null,
        };
    }

    private string NewName() => string.Create(CultureInfo.InvariantCulture, $"{node.Output.First(name => name.Length > 0)}/rewritten/{_count++}");

    private string Store(TensorProto tensor)
    {
        graph.Initializer.Add(tensor);
        return tensor.Name;
    }

    private void Append(string operation, IEnumerable<string> inputs, string output, IEnumerable<AttributeProto> attributes)
    {
        // The last of the new nodes keeps the name, so that a refusal names the node of the file.
        var appended = new NodeProto { OpType = operation, Name = output == node.Output[0] ? node.Name : output };
        appended.Input.Add(inputs);
        appended.Output.Add(output);
        appended.Attribute.Add(attributes);
        graph.Node.Add(appended);
    }
}
