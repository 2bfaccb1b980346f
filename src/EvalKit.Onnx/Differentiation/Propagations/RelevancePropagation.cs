using EvalKit.Core.Models;
using EvalKit.Onnx.Differentiation.Backward;

namespace EvalKit.Onnx.Differentiation.Propagations;

/// <summary>
/// Layer-wise relevance propagation (Bach et al. 2015; rules as in Montavon et al. 2019, Layer-wise relevance propagation: an
/// overview). Convolutions and dense layers follow the composite's rules; other linear operators, sums and pools of means the ε
/// rule. Activations pass relevance on, as do operators that only move numbers, and a largest value gives it to its place.
/// Normalisations of layers pass it on, a quotient gives it to the numerator, and a product of two tensors of the input halves it
/// (Achtibat et al. 2024, AttnLRP, section 3).
/// </summary>
internal sealed class RelevancePropagation(BackwardRule.Relevance asked) : Propagation
{
    private static readonly HashSet<string> Moving = new(StringComparer.Ordinal)
    {
        "Cast", "CastLike", "Compress", "Concat", "DepthToSpace", "DequantizeLinear", "Dropout", "Expand", "Flatten", "Gather", "GatherElements",
        "GatherND", "Identity", "Pad", "QuantizeLinear", "Reshape", "ReverseSequence", "ScatterElements", "ScatterND", "Slice", "SpaceToDepth",
        "Split", "Squeeze", "Tile", "Transpose", "Trilu", "Unsqueeze", "Where",

        // The place of a largest value takes all.
        "GlobalMaxPool", "Max", "MaxPool", "Min", "ReduceMax", "ReduceMin", "TopK",
    };

    private static readonly HashSet<string> Normalizing = new(StringComparer.Ordinal)
    {
        "GroupNormalization", "InstanceNormalization", "LRN", "LayerNormalization", "LpNormalization", "RMSNormalization",
    };

    /// <inheritdoc/>
    public override GraphValue Start(GraphValue seed, GraphValue output) => seed * output;

    /// <inheritdoc/>
    public override void Apply(GradientRule rule, NodeAdjoint node)
    {
        var takers = Enumerable.Range(0, node.Inputs).Count(node.Needs);
        if (Moving.Contains(node.Operator)) rule.Apply(node);
        else if (rule is ElementwiseRule || Normalizing.Contains(node.Operator) || node.Operator is "Clip" or "PRelu" or "Pow") node.Give(0, () => node.Gradient);
        else if (node.Operator == "Div") node.Give(node.Needs(0) ? 0 : 1, () => node.Gradient);
        else if (RuleOf(node, takers) is { } layer && layer != RelevanceRule.Epsilon) BySign(rule, node, layer == RelevanceRule.ZPlus ? 1 : asked.Alpha);
        else ByEpsilon(rule, node, node.Operator is "Mul" or "MatMul" or "Gemm" or "Einsum" ? 1f / takers : 1);
    }

    private RelevanceRule? RuleOf(NodeAdjoint node, int takers) => node.Operator switch
    {
        "Conv" or "ConvTranspose" => asked.Convolutions,
        "Gemm" or "MatMul" when takers == 1 => asked.Dense,
        _ => null,
    };

    private void ByEpsilon(GradientRule rule, NodeAdjoint node, float share) => rule.Apply(node.Seen(
        node.Gradient / Stabilized(node.Y), (input, slope) => node.Carry(input, node.Input(input) * slope * share)));

    /// <summary>z⁺ = x⁺ w⁺ + x⁻ w⁻ + b⁺ and z⁻ = x⁺ w⁻ + x⁻ w⁺ + b⁻, each with relevance of its own.</summary>
    private void BySign(GradientRule rule, NodeAdjoint node, double alpha)
    {
        var taker = node.Needs(0) ? 0 : 1;
        var (x, w, b) = (Signs(node.Input(taker)), Signs(node.Input(1 - taker)), node.Optional(2) is { } bias ? Signs(bias) : default((GraphValue Positive, GraphValue Negative)?));
        var raising = Sum((x.Positive, w.Positive), (x.Negative, w.Negative), b?.Positive);
        Share((float)alpha, raising, (x.Positive, w.Positive), (x.Negative, w.Negative));
        if (alpha == 1) return;
        var lowering = Sum((x.Positive, w.Negative), (x.Negative, w.Positive), b?.Negative);
        Share((float)(1 - alpha), lowering, (x.Positive, w.Negative), (x.Negative, w.Positive));

        GraphValue Sum((GraphValue X, GraphValue W) one, (GraphValue X, GraphValue W) other, GraphValue? offset) =>
            Forward(one.X, one.W, offset) + Forward(other.X, other.W, null);

        GraphValue Forward(GraphValue values, GraphValue weights, GraphValue? offset)
        {
            GraphValue?[] inputs = taker == 0 ? [values, weights] : [weights, values];
            return node.Repeat(offset is null ? inputs : [.. inputs, offset], node.Y.Dimensions);
        }

        void Share(float weight, GraphValue sum, params ReadOnlySpan<(GraphValue X, GraphValue W)> parts)
        {
            var quotient = node.Gradient * weight / Stabilized(sum);
            foreach (var (values, weights) in parts)
            {
                rule.Apply(node.Seen(
                    quotient,
                    (input, slope) => { if (input == taker) node.Carry(input, values * slope); },
                    new() { [1 - taker] = weights }));
            }
        }
    }

    private static (GraphValue Positive, GraphValue Negative) Signs(GraphValue values)
    {
        var positive = values.Map("Relu");
        return (positive, values - positive);
    }

    private GraphValue Stabilized(GraphValue sum) => sum + sum.Scalar((float)asked.Epsilon).Where(sum.Compare("GreaterOrEqual", 0), -(float)asked.Epsilon);
}
