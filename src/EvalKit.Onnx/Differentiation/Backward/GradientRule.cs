namespace EvalKit.Onnx.Differentiation.Backward;

/// <summary>
/// The derivative of operators of the default domain: from the gradients of a node's outputs it makes those of its
/// inputs, in operators of opset 21. The rules are found in this assembly; a new one is a new file and nothing else.
/// </summary>
internal abstract class GradientRule
{
    /// <summary>The types of the operators, in the meaning of opset 21 and later.</summary>
    public abstract IReadOnlyCollection<string> Operators { get; }

    /// <summary>Whether the operators have a derivative other than 0 anywhere.</summary>
    public virtual bool HasDerivative => true;

    /// <summary>
    /// Whether integers that come out still stand for numbers (of a quantised graph): the gradient passes through them as that
    /// of the number for which each stands.
    /// </summary>
    public virtual bool Quantises => false;

    /// <summary>Gives the inputs of a node their gradients.</summary>
    /// <exception cref="NotDifferentiableException">The node uses the operator in a way that the rule does not cover.</exception>
    public abstract void Apply(NodeAdjoint node);
}
