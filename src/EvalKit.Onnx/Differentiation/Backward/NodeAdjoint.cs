using EvalKit.Onnx.Graphs;
using EvalKit.Onnx.Graphs.Schema;

namespace EvalKit.Onnx.Differentiation.Backward;

/// <summary>What a rule sees of one node: its inputs and outputs, the gradients of the outputs, and where to give those of the inputs.</summary>
internal sealed class NodeAdjoint
{
    private readonly BackwardPass _pass;
    private readonly NodeProto _node;
    private GraphValue? _gradient;
    private Action<int, GraphValue>? _taker;
    private Dictionary<int, GraphValue>? _inputs;

    /// <summary>Views a node.</summary>
    public NodeAdjoint(BackwardPass pass, NodeProto node) => (_pass, _node) = (pass, node);

    /// <summary>The same node of the copy that runs on the reference.</summary>
    public NodeAdjoint Twin => new(_pass, _pass.Twins!.Of(_node));

    /// <summary>The graph, to append to.</summary>
    public GraphWriter Graph => _pass.Writer;

    /// <summary>The operator.</summary>
    public string Operator => _node.OpType;

    /// <summary>The attributes.</summary>
    public NodeAttributes Attributes => new(_node);

    /// <summary>The number of inputs that are listed, those left out in the middle included.</summary>
    public int Inputs => _node.Input.Count;

    /// <summary>The number of outputs that are listed.</summary>
    public int Outputs => _node.Output.Count;

    /// <summary>The first input.</summary>
    public GraphValue X => Input(0);

    /// <summary>The first output.</summary>
    public GraphValue Y => Output(0);

    /// <summary>The gradient of the first output.</summary>
    public GraphValue Gradient => GradientOf(0);

    /// <summary>The gradient of an output, zeros where nothing depends on it.</summary>
    public GraphValue GradientOf(int output) => (output == 0 ? _gradient : null) ?? _pass.GradientOf(_node.Output[output]) ?? Graph.Zeros(Output(output).Dimensions);

    /// <summary>Whether the result depends on an output.</summary>
    public bool HasGradient(int output) => output < Outputs && _pass.GradientOf(_node.Output[output]) is not null;

    /// <summary>Whether an input is there.</summary>
    public bool Has(int input) => input < Inputs && _node.Input[input].Length > 0;

    /// <summary>Whether an output is there.</summary>
    public bool HasOutput(int output) => output < Outputs && _node.Output[output].Length > 0;

    /// <summary>An input that is there.</summary>
    public GraphValue Input(int index) => _inputs?.GetValueOrDefault(index) ?? _pass.Existing(_node.Input[index]);

    /// <summary>An input, or null where it is left out.</summary>
    public GraphValue? Optional(int index) => Has(index) ? Input(index) : null;

    /// <summary>An output that is there.</summary>
    public GraphValue Output(int index) => _pass.Existing(_node.Output[index]);

    /// <summary>An optional output; the node is made to compute it where it did not.</summary>
    public GraphValue Demand(int output, long[] dimensions)
    {
        while (_node.Output.Count <= output) _node.Output.Add("");
        if (_node.Output[output].Length == 0) _node.Output[output] = Graph.NewName(Operator);
        return Graph.Existing(_node.Output[output], dimensions);
    }

    /// <summary>The same operator with the same attributes on other inputs.</summary>
    public GraphValue Repeat(ReadOnlySpan<GraphValue?> inputs, long[] dimensions) => Graph.Repeat(_node, inputs, dimensions);

    /// <summary>The element type of the first output.</summary>
    public TensorProto.Types.DataType OutputType => _pass.Trace.TypeOf(_node.Output[0]);

    /// <summary>Whether an input needs a gradient.</summary>
    public bool Needs(int input) => Has(input) && _pass.Dependence.Has(_node.Input[input]);

    /// <summary>Whether an input is what an operator makes of a tensor.</summary>
    public bool IsMade(int input, string operation, GraphValue of) =>
        _pass.MakerOf(_node.Input[input]) is { } maker && OperatorName.Of(maker) == operation && maker.Input[0] == of.Name;

    /// <summary>Gives an input its gradient, if it needs one. Axes along which it was broadcast are summed.</summary>
    /// <param name="input">The input.</param>
    /// <param name="gradient">Makes the gradient.</param>
    public void Give(int input, Func<GraphValue> gradient)
    {
        if (Needs(input)) (_taker ?? Carry)(input, gradient().ReduceTo(Input(input).Dimensions));
    }

    /// <summary>Carries a value, shaped like an input, back to it, whoever sees the node.</summary>
    public void Carry(int input, GraphValue value) => _pass.Add(_node.Input[input], value);

    /// <summary>The node seen otherwise, so that a rule serves for other things than the derivative.</summary>
    /// <param name="gradient">What takes the place of the first output's gradient.</param>
    /// <param name="taker">Takes what the rule gives to an input; null to carry it back.</param>
    /// <param name="inputs">What takes the place of inputs.</param>
    public NodeAdjoint Seen(GraphValue gradient, Action<int, GraphValue>? taker = null, Dictionary<int, GraphValue>? inputs = null) =>
        new(_pass, _node) { _gradient = gradient, _taker = taker, _inputs = inputs };

    /// <summary>Whether an input is stored in the file.</summary>
    public bool IsConstant(int input) => Has(input) && _pass.Stored(_node.Input[input]) is not null;

    /// <summary>The numbers of a stored input, or null where it is computed or left out.</summary>
    public double[]? Numbers(int input) => Has(input) && _pass.Stored(_node.Input[input]) is { } tensor ? TensorContent.Numbers(tensor) : null;

    /// <summary>The integers of a stored input, or null where it is left out.</summary>
    /// <exception cref="NotDifferentiableException">They are computed from the data.</exception>
    public long[]? Integers(int input)
    {
        if (!Has(input)) return null;
        var stored = _pass.Stored(_node.Input[input]) is { } tensor ? TensorContent.Integers(tensor) : null;
        return stored ?? throw Refuse($"input {input} is computed from the data; its gradient is known for constants only");
    }

    /// <summary>The axes that an input lists (all where it lists none), counted from the front.</summary>
    public int[] Axes(int input, GraphValue of) => Integers(input) is { Length: > 0 } axes ? [.. axes.Select(of.Axis)] : [.. Enumerable.Range(0, of.Rank)];

    /// <summary>Refuses an input that would need a gradient for which there is no rule.</summary>
    public void RefuseGradientOf(int input, string what)
    {
        if (Needs(input)) throw Refuse($"{what} depends on the tensor to differentiate by, and has no rule here");
    }

    /// <summary>The refusal of this node.</summary>
    public NotDifferentiableException Refuse(string reason) => new(OperatorName.Of(_node), NodeNaming.Of(_node), reason);
}
