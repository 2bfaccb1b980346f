using static EvalKit.Onnx.Tests.Differentiation.GradientCase;
using static EvalKit.Onnx.Tests.Fixtures.ModelBuilder;
using AttributeProto = EvalKit.Onnx.Graphs.Schema.AttributeProto;

namespace EvalKit.Onnx.Tests.Differentiation;

/// <summary>Operators that ONNX Runtime's own optimiser leaves in files.</summary>
internal static class FusedCases
{
    private const string Microsoft = "com.microsoft";

    public static IEnumerable<GradientCase> All =>
    [
        .. new[] { "Relu", "Tanh", "Sigmoid" }.Select(activation => Conv($"with {activation}", ["x", "w", "b"], Attribute("activation", activation))),
        Conv("with LeakyRelu", ["x", "w", "b"], Attribute("activation", "LeakyRelu"), Attribute("activation_params", [0.2f])),
        Conv("with Clip", ["x", "w", "b"], Attribute("activation", "Clip"), Attribute("activation_params", [-1f, 2f])),
        Conv("with an addend", ["x", "w", "b", "z"], Attribute("activation", "Relu")),
        new("FusedGemm", Graph(3, 4).Weight("w", [4, 5], Wave).Weight("c", [5], Wave)
            .Node("FusedGemm", Microsoft, ["x", "w", "c"], ["y"], Attribute("activation", "Relu"), Attribute("alpha", 0.5f))),
        .. from turnA in new[] { 0L, 1 } from turnB in new[] { 0L, 1 } select MatMul(turnA, turnB),
        .. new[] { "Gelu", "FastGelu", "QuickGelu" }.Select(operation => new GradientCase($"Microsoft's {operation}", Graph(3, 4).Node(operation, Microsoft, ["x"], ["y"]))),
        new("BiasGelu", Graph(3, 4).Weight("b", [4], Wave).Node("BiasGelu", Microsoft, ["x", "b"], ["y"])),
        new("FastGelu with a bias", Graph(3, 4).Weight("b", [4], Wave).Node("FastGelu", Microsoft, ["x", "b"], ["y"])),
        new("SkipLayerNormalization whose sum is used", Graph(2, 3, 4).Weight("s", [4], Wave).Weight("b", [4], Wave).Weight("k", [2, 3, 4], Wave)
            .Node("SkipLayerNormalization", Microsoft, ["x", "k", "s", "b", "b"], ["n", "", "", "sum"]).Node("Mul", ["n", "sum"], "y")),
        new("SimplifiedLayerNormalization", Graph(2, 3, 4).Weight("s", [4], Wave).Node("SimplifiedLayerNormalization", ["x", "s"], "y", Attribute("axis", -1L))),
        Attention("plain", 2, 3, ["x", "w", "b"]),
        Attention("causal", 2, 3, ["x", "w", "b"], Attribute("unidirectional", 1L)),
        Attention("with lengths", 2, 3, ["x", "w", "b", "lengths"]),
    ];

    private static GradientCase Conv(string name, string[] inputs, params AttributeProto[] attributes) => new($"FusedConv {name}", Graph(1, 2, 4, 4)
        .Weight("w", [3, 2, 3, 3], Wave).Weight("b", [3], Wave).Weight("z", [1, 3, 2, 2], Wave).Node("FusedConv", Microsoft, inputs, ["y"], attributes));

    private static GradientCase MatMul(long turnA, long turnB) => new($"FusedMatMul, turned {turnA} and {turnB}", Graph(2, 3, 4)
        .Weight("w", turnA == 1 ? turnB == 1 ? [2, 5, 3] : [2, 3, 5] : turnB == 1 ? [2, 5, 4] : [2, 4, 5], Wave)
        .Node("FusedMatMul", Microsoft, ["x", "w"], ["y"], Attribute("transA", turnA), Attribute("transB", turnB), Attribute("alpha", 0.5f)));

    private static GradientCase Attention(string name, int batch, int length, string[] inputs, params AttributeProto[] attributes) => new($"Attention {name}", Graph(batch, length, 4)
        .Weight("w", [4, 12], Wave).Weight("b", [12], Wave).Weight("mask", [batch, length], 1L, 1L, 1L, 1L, 1L, 0L).Weight("last", [1], 1L)
        .Node("ReduceSum", ["mask", "last"], "sums", Attribute("keepdims", 0L)).Node("Cast", ["sums"], "lengths", Attribute("to", 6L))
        .Node("Attention", Microsoft, inputs, ["y"], [.. attributes, Attribute("num_heads", 2L)]));
}
