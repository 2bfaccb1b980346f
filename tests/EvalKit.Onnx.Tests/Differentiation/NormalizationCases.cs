using static EvalKit.Onnx.Tests.Differentiation.GradientCase;
using static EvalKit.Onnx.Tests.Fixtures.ModelBuilder;

namespace EvalKit.Onnx.Tests.Differentiation;

/// <summary>Normalisations.</summary>
internal static class NormalizationCases
{
    public static IEnumerable<GradientCase> All =>
    [
        new("BatchNormalization behind a product", Graph(2, 3, 4, 2).Node("Mul", ["x", "x"], "z")
            .Weight("s", [3], 1.5f, -0.5f, 2f).Weight("b", [3], Wave).Weight("m", [3], Wave).Weight("v", [3], 0.5f, 2f, 1f)
            .Node("BatchNormalization", ["z", "s", "b", "m", "v"], "y", Attribute("epsilon", 0.01f))),
        new("BatchNormalization of opset 7 on rows", GraphOf(7, 4, 3).Node("Mul", ["x", "x"], "z")
            .Weight("s", [3], 1.5f, -0.5f, 2f).Weight("b", [3], Wave).Weight("m", [3], Wave).Weight("v", [3], 0.5f, 2f, 1f)
            .Node("BatchNormalization", ["z", "s", "b", "m", "v"], "y", Attribute("spatial", 1L))),
        new("BatchNormalization whose scale and bias depend on x", Graph(2, 3, 4)
            .Weight("a", [2], 0L, 2L).Node("ReduceMean", ["x", "a"], "s", Attribute("keepdims", 0L)).Weight("m", [3], Wave).Weight("v", [3], 0.5f, 2f, 1f)
            .Node("BatchNormalization", ["x", "s", "s", "m", "v"], "y")),
        new("LayerNormalization", Graph(2, 3, 5).Weight("s", [5], Wave).Weight("b", [5], Wave).Node("LayerNormalization", ["x", "s", "b"], "y", Attribute("epsilon", 0.01f))),
        new("LayerNormalization without bias, from a middle axis", Graph(2, 3, 5).Weight("s", [3, 5], Wave).Node("LayerNormalization", ["x", "s"], "y", Attribute("axis", -2L))),
        new("LayerNormalization whose scale and bias depend on x", Graph(2, 3, 5)
            .Weight("a", [2], 0L, 1L).Node("ReduceMean", ["x", "a"], "s", Attribute("keepdims", 0L)).Node("LayerNormalization", ["x", "s", "s"], "y")),
        new("LayerNormalization whose mean and deviation are used too", Graph(2, 3, 5).Weight("s", [3, 5], Wave)
            .Node("LayerNormalization", "", ["x", "s"], ["n", "m", "d"], Attribute("axis", 1L)).Node("Mul", ["m", "d"], "p").Node("Mul", ["n", "p"], "y")),
        new("LayerNormalization of which the deviation alone is used", Graph(2, 3, 5).Weight("s", [5], Wave)
            .Node("LayerNormalization", "", ["x", "s"], ["n", "m", "d"]).Node("Identity", ["d"], "y")),
        new("LayerNormalization written out", GraphOf(13, 2, 3, 5).Weight("s", [5], Wave).Weight("b", [5], Wave).Weight("e", [], 1e-5f).Weight("two", [], 2f)
            .Node("ReduceMean", ["x"], "m", Attribute("axes", [-1L])).Node("Sub", ["x", "m"], "d").Node("Pow", ["d", "two"], "p").Node("ReduceMean", ["p"], "v", Attribute("axes", [-1L]))
            .Node("Add", ["v", "e"], "ve").Node("Sqrt", ["ve"], "r").Node("Div", ["d", "r"], "n").Node("Mul", ["n", "s"], "ns").Node("Add", ["ns", "b"], "y")),
        new("RMSNormalization", GraphOf(23, 2, 3, 5).Weight("s", [5], Wave).Node("RMSNormalization", ["x", "s"], "y")),
        new("RMSNormalization from a middle axis", GraphOf(23, 2, 3, 5).Weight("s", [3, 5], Wave).Node("RMSNormalization", ["x", "s"], "y", Attribute("axis", 1L))),
        new("InstanceNormalization", Graph(2, 3, 4, 2).Weight("s", [3], 1.5f, -0.5f, 2f).Weight("b", [3], Wave).Node("InstanceNormalization", ["x", "s", "b"], "y")),
        new("InstanceNormalization whose scale and bias depend on x", Graph(2, 3, 4)
            .Weight("a", [2], 0L, 2L).Node("ReduceMean", ["x", "a"], "s", Attribute("keepdims", 0L)).Node("InstanceNormalization", ["x", "s", "s"], "y")),
        new("GroupNormalization", Graph(2, 6, 4).Weight("s", [6], Wave).Weight("b", [6], Wave).Node("GroupNormalization", ["x", "s", "b"], "y", Attribute("num_groups", 3L))),
        new("GroupNormalization of opset 18 has its scale a group", GraphOf(18, 2, 6, 4).Weight("s", [3], 1.5f, -0.5f, 2f).Weight("b", [3], Wave)
            .Node("GroupNormalization", ["x", "s", "b"], "y", Attribute("num_groups", 3L))),
        new("GroupNormalization whose scale and bias depend on x", Graph(2, 6, 4)
            .Weight("a", [2], 0L, 2L).Node("ReduceMean", ["x", "a"], "s", Attribute("keepdims", 0L)).Node("GroupNormalization", ["x", "s", "s"], "y", Attribute("num_groups", 2L))),
        new("LpNormalization of order 2", Graph(2, 3, 4).Node("LpNormalization", ["x"], "y")),
        new("LpNormalization of order 1 along a front axis", Graph(2, 3, 4).Node("LpNormalization", ["x"], "y", Attribute("p", 1L), Attribute("axis", 1L))),
        new("LRN over an odd number of channels", Graph(2, 7, 3, 2).Node("LRN", ["x"], "y", Attribute("size", 3L), Attribute("alpha", 0.5f), Attribute("beta", 0.6f), Attribute("bias", 1.5f))),
    ];
}
