using EvalKit.Onnx.Differentiation.Backward;
using EvalKit.Onnx.Graphs;
using static EvalKit.Onnx.Graphs.Schema.TensorProto.Types;

namespace EvalKit.Onnx.Differentiation.Rules.Quantization;

/// <summary>
/// Quantised numbers, straight through (Bengio et al. 2013; Jacob et al. 2018): rounding counts as nothing, saturation as a clip.
/// The gradient of an integer is that of the number for which it stands, so dequantising hands ∂y on, and quantising too, where
/// x / s + z rounds to an integer that the type can hold. Scale and zero point count as constants.
/// </summary>
internal sealed class Quantization : GradientRule
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["QuantizeLinear", "DequantizeLinear"];

    /// <inheritdoc/>
    public override bool Quantises => true;

    /// <inheritdoc/>
    public override void Apply(NodeAdjoint node) => node.Give(0, () => node.Operator == "DequantizeLinear" ? node.Gradient : Unsaturated(node));

    private static GraphValue Unsaturated(NodeAdjoint node)
    {
        if (node.Attributes.Integer("block_size", 0) != 0) throw node.Refuse("quantisation by blocks has no rule");
        var (low, high) = Range(node);
        var level = node.X / PerAxis(node, node.Input(1));
        if (node.Has(2)) level += PerAxis(node, node.Input(2).AsNumbers());
        return node.Gradient * level.Above(low - 0.5f) * level.Below(high + 0.5f);
    }

    private static GraphValue PerAxis(NodeAdjoint node, GraphValue value)
    {
        if (value.Count == 1) return value.Reshape();
        var dimensions = Enumerable.Repeat(1L, node.X.Rank).ToArray();
        dimensions[node.X.Axis(node.Attributes.Integer("axis", 1))] = value.Count;
        return value.Reshape(dimensions);
    }

    private static (float Low, float High) Range(NodeAdjoint node) => node.OutputType switch
    {
        DataType.Uint8 => (0, 255),
        DataType.Int8 => (-128, 127),
        DataType.Uint16 => (0, 65535),
        DataType.Int16 => (-32768, 32767),
        DataType.Uint4 => (0, 15),
        DataType.Int4 => (-8, 7),
        var type => throw node.Refuse($"quantisation to {ElementTypes.NameOf(type)} has no rule"),
    };
}
