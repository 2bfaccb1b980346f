namespace EvalKit.Onnx.Differentiation.Backward;

/// <summary>The derivative dy/dx of an operator that acts on each number by itself.</summary>
/// <param name="node">The node: <see cref="NodeAdjoint.X"/> and <see cref="NodeAdjoint.Y"/> are its input and output.</param>
internal delegate GraphValue Derivative(NodeAdjoint node);

/// <summary>The rule of operators that act on each number by itself: ∂x = ∂y · dy/dx.</summary>
internal abstract class ElementwiseRule : GradientRule
{
    /// <inheritdoc/>
    public sealed override IReadOnlyCollection<string> Operators => Derivatives.Keys;

    /// <summary>dy/dx by operator; from the output where it can be, which saves time and memory.</summary>
    protected abstract Dictionary<string, Derivative> Derivatives { get; }

    /// <inheritdoc/>
    public sealed override void Apply(NodeAdjoint node) => node.Give(0, () => node.Gradient * Derivatives[node.Operator](node));
}
