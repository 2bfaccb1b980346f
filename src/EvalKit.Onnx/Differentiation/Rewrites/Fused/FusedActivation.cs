using EvalKit.Onnx.Graphs;

namespace EvalKit.Onnx.Differentiation.Rewrites.Fused;

/// <summary>The activation that ONNX Runtime's fused operators name in their attributes.</summary>
internal static class FusedActivation
{
    /// <summary>Makes the node's result of what comes before the activation.</summary>
    public static void Apply(NodeRewriting node, string x)
    {
        var parameters = node.Attributes.Numbers("activation_params") ?? [];
        switch (node.Attributes.Text("activation"))
        {
            case "":
                node.Result("Identity", [x]);
                break;
            case "Clip":
                node.Result("Clip", [x, node.Number(parameters[0]), node.Number(parameters[1])]);
                break;
            case "LeakyRelu":
                node.Result("LeakyRelu", [x], NodeAttribute.Of("alpha", parameters is [var alpha, ..] ? alpha : node.Attributes.Number("leaky_relu_alpha", 0.01f)));
                break;
            case "HardSigmoid":
                node.Result("HardSigmoid", [x], NodeAttribute.Of("alpha", parameters[0]), NodeAttribute.Of("beta", parameters[1]));
                break;
            case var activation and ("Relu" or "Sigmoid" or "Tanh"):
                node.Result(activation, [x]);
                break;
            case var other:
                throw node.Refuse($"its activation '{other}' has no rule");
        }
    }
}
