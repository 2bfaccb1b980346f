using static EvalKit.Onnx.Tests.Differentiation.GradientCase;
using static EvalKit.Onnx.Tests.Fixtures.ModelBuilder;

namespace EvalKit.Onnx.Tests.Differentiation;

/// <summary>Reductions and running sums.</summary>
internal static class ReductionCases
{
    private static readonly string[] Operators = ["ReduceSum", "ReduceMean", "ReduceMax", "ReduceMin", "ReduceL1", "ReduceL2", "ReduceLogSumExp", "ReduceSumSquare", "ReduceProd"];

    public static IEnumerable<GradientCase> All =>
    [
        .. Operators.SelectMany(Reduction),
        .. Reduction("ReduceLogSum").Select(example => example with { Low = 0.5f, High = 2 }),
        new("ReduceSum over nothing", Graph(2, 3).Node("ReduceSum", ["x"], "y", Attribute("noop_with_empty_axes", 1L))),
        new("ReduceMax of a scalar", Graph(2, 3).Node("ReduceSum", ["x"], "s", Attribute("keepdims", 0L)).Node("ReduceMax", ["s"], "y")),
        .. from exclusive in new[] { 0L, 1 }
           from reverse in new[] { 0L, 1 }
           select new GradientCase($"CumSum, exclusive {exclusive}, reverse {reverse}", Graph(2, 3, 4).Weight("a", [], -2)
               .Node("CumSum", ["x", "a"], "y", Attribute("exclusive", exclusive), Attribute("reverse", reverse))),
    ];

    private static IEnumerable<GradientCase> Reduction(string operation) =>
    [
        new($"{operation} over all", Graph(2, 3, 4).Node(operation, ["x"], "y", Attribute("keepdims", 0L))),
        new($"{operation} over negative axes", Graph(2, 3, 4).Weight("a", [2], -1L, 0L).Node(operation, ["x", "a"], "y", Attribute("keepdims", 0L))),
        new($"{operation} over an axis that stays, of opset 11", GraphOf(11, 2, 3, 4).Node(operation, ["x"], "y", Attribute("axes", [1L]))),
    ];
}
