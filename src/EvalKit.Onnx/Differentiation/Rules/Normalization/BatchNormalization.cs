using EvalKit.Onnx.Differentiation.Backward;

namespace EvalKit.Onnx.Differentiation.Rules.Normalization;

/// <summary>
/// y = γ (x − μ) / √(σ² + ε) + β with stored μ and σ² (inference): ∂x = ∂y γ / √(σ² + ε), with one number a channel. Training
/// mode and statistics that depend on the tensor to differentiate by have no rule.
/// </summary>
internal sealed class BatchNormalization : GradientRule
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["BatchNormalization"];

    /// <inheritdoc/>
    public override void Apply(NodeAdjoint node)
    {
        if (node.Attributes.Integer("training_mode", 0) != 0) throw node.Refuse("it is in training mode; export the model for inference");
        node.RefuseGradientOf(3, "the stored mean");
        node.RefuseGradientOf(4, "the stored variance");
        var inverse = (node.Input(4) + node.Attributes.Number("epsilon", 1e-5f)).Map("Sqrt").Map("Reciprocal");
        long[] channels = [node.Input(1).Dimensions[0], .. Enumerable.Repeat(1L, Math.Max(0, node.X.Rank - 2))];
        GraphValue PerChannel(GraphValue value) => value.Reshape(channels);
        node.Give(0, () => node.Gradient * PerChannel(node.Input(1) * inverse));
        node.Give(1, () => (node.Gradient * ((node.X - PerChannel(node.Input(3))) * PerChannel(inverse))).ReduceTo(channels).Reshape(channels[0]));
        node.Give(2, () => node.Gradient.ReduceTo(channels).Reshape(channels[0]));
    }
}
