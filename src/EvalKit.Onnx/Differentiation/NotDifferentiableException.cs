namespace EvalKit.Onnx.Differentiation;

/// <summary>A graph cannot be differentiated. The message names the operator, the node, and what still works.</summary>
public sealed class NotDifferentiableException : Exception
{
    /// <summary>Creates the refusal.</summary>
    /// <param name="operation">The operator (<c>domain:Name</c> outside the default domain), empty where no operator is to blame.</param>
    /// <param name="node">The node's name, or else that of its first output; empty likewise.</param>
    /// <param name="reason">Why, without operator and node.</param>
    public NotDifferentiableException(string operation, string node, string reason)
        : base(operation.Length == 0 ? reason : $"operator {operation} at node '{node}': {reason}") => (Operator, Node) = (operation, node);

    /// <summary>The operator that has no derivative here; empty where none is to blame.</summary>
    public string Operator { get; }

    /// <summary>The node's name, or else that of its first output.</summary>
    public string Node { get; }
}
