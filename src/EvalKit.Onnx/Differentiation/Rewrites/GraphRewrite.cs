namespace EvalKit.Onnx.Differentiation.Rewrites;

/// <summary>
/// Says a node of an older operator set, or a fused or quantised one, in standard operators of opset 21. The rewrites are
/// found in this assembly; a new one is a new file and nothing else.
/// </summary>
internal abstract class GraphRewrite
{
    /// <summary>The domain of the operators: empty for the default one.</summary>
    public virtual string Domain => "";

    /// <summary>The types of the operators.</summary>
    public abstract IReadOnlyCollection<string> Operators { get; }

    /// <summary>The first version of the default operator set in which the operators need no rewrite.</summary>
    public virtual int Before => int.MaxValue;

    /// <summary>Writes the node anew.</summary>
    /// <exception cref="NotDifferentiableException">The node uses the operator in a way that is not covered.</exception>
    public abstract void Apply(NodeRewriting node);
}
