namespace EvalKit.Onnx.Differentiation.Backward;

/// <summary>What is carried back through the nodes of a graph, and by which rule: the derivative, or what explanations put in its place.</summary>
internal abstract class Propagation
{
    /// <summary>Whether nodes are compared with what they give for a reference input.</summary>
    public virtual bool Compares => false;

    /// <summary>What is carried back from the output.</summary>
    /// <param name="seed">What the caller gives, shaped like the output.</param>
    /// <param name="output">The output.</param>
    public virtual GraphValue Start(GraphValue seed, GraphValue output) => seed;

    /// <summary>Gives the inputs of a node what is carried back to them.</summary>
    /// <param name="rule">The derivative's rule for the node.</param>
    /// <param name="node">The node.</param>
    public abstract void Apply(GradientRule rule, NodeAdjoint node);
}
