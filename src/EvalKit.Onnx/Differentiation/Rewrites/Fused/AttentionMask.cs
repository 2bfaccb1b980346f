using EvalKit.Onnx.Graphs;

namespace EvalKit.Onnx.Differentiation.Rewrites.Fused;

/// <summary>What is added to the scores of an attention, so that places that must not be seen have none: 0 or a large negative number.</summary>
internal static class AttentionMask
{
    private const int Mask = 3;

    /// <summary>The mask of the places that hold no token, [batch, 1, 1, length].</summary>
    /// <exception cref="NotDifferentiableException">It is neither one number a place nor one length a sequence.</exception>
    public static string Of(NodeRewriting node)
    {
        var seen = node.RankOf(Mask) switch
        {
            2 => node.Call("Cast", [node.Input(Mask)], NodeAttribute.Of("to", 1L)),
            1 => Lengths(node),
            _ => throw node.Refuse("its mask is neither one number a place nor one length a sequence"),
        };
        return node.Call("Unsqueeze", [Hide(node, seen), node.Integers(1, 2)]);
    }

    /// <summary>The mask of the places that lie ahead, [length, length].</summary>
    public static string Causal(NodeRewriting node)
    {
        var length = node.Call("Gather", [node.Call("Shape", [node.Input(0)]), node.Integers(1)]);
        var square = node.Call("ConstantOfShape", [node.Call("Concat", [length, length], NodeAttribute.Of("axis", 0L))], NodeAttribute.Of("value", TensorContent.Of("", [1], [1f])));
        return Hide(node, node.Call("Trilu", [square], NodeAttribute.Of("upper", 0L)));
    }

    private static string Lengths(NodeRewriting node)
    {
        var length = node.Call("Squeeze", [node.Call("Gather", [node.Call("Shape", [node.Input(0)]), node.Integers(1)])]);
        var places = node.Call("Range", [node.Call("Squeeze", [node.Integers(0)]), length, node.Call("Squeeze", [node.Integers(1)])]);
        var lengths = node.Call("Unsqueeze", [node.Call("Cast", [node.Input(Mask)], NodeAttribute.Of("to", 7L)), node.Integers(1)]);
        return node.Call("Cast", [node.Call("Less", [places, lengths])], NodeAttribute.Of("to", 1L));
    }

    /// <summary>(1 − seen) · the number that stands for minus infinity.</summary>
    private static string Hide(NodeRewriting node, string seen) => node.Call(
        "Mul", [node.Call("Sub", [node.Number(1), seen]), node.Number(node.Attributes.Number("mask_filter_value", -10000))]);
}
