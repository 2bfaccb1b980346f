using static EvalKit.Onnx.Tests.Differentiation.GradientCase;
using static EvalKit.Onnx.Tests.Fixtures.ModelBuilder;

namespace EvalKit.Onnx.Tests.Differentiation;

/// <summary>Products of matrices.</summary>
internal static class ProductCases
{
    public static IEnumerable<GradientCase> All =>
    [
        .. from turnA in new[] { 0L, 1 } from turnB in new[] { 0L, 1 } select Gemm(turnA, turnB),
        new("Gemm of computed factors and addend", Graph(3, 3).Node("Exp", ["x"], "e").Node("ReduceSum", ["x"], "r")
            .Node("Gemm", ["x", "e", "r"], "y", Attribute("alpha", 0.5f), Attribute("beta", 2f), Attribute("transB", 1L))),
        new("Gemm with both factors turned and computed", Graph(3, 3).Node("Exp", ["x"], "e").Node("Gemm", ["x", "e"], "y", Attribute("transA", 1L), Attribute("transB", 1L))),
        new("MatMul with a matrix", Graph(2, 3, 4).Weight("w", [4, 5], Wave).Node("MatMul", ["x", "w"], "y")),
        new("MatMul with batches that broadcast", Graph(2, 1, 3, 4).Weight("w", [5, 4, 2], Wave).Node("MatMul", ["x", "w"], "y")),
        new("MatMul on the right, with fewer axes", Graph(4, 3).Weight("w", [2, 5, 4], Wave).Node("MatMul", ["w", "x"], "y")),
        new("MatMul with a vector on the right", Graph(2, 3, 4).Weight("w", [4], Wave).Node("MatMul", ["x", "w"], "y")),
        new("MatMul with a vector on the left", Graph(2, 4, 3).Weight("w", [4], Wave).Node("MatMul", ["w", "x"], "y")),
        new("MatMul of a vector with matrices", Graph(4).Weight("w", [2, 4, 3], Wave).Node("MatMul", ["x", "w"], "y")),
        new("MatMul of two vectors", Graph(4).Node("Exp", ["x"], "e").Node("MatMul", ["x", "e"], "y")),
        new("MatMul of a tensor by itself turned", Graph(2, 3, 4).Node("Transpose", ["x"], "t", Attribute("perm", 0, 2, 1)).Node("MatMul", ["x", "t"], "y")),
        Einsum("bij,bjk->bik", [2, 4, 5]),
        Einsum("bij,bkj->bik", [2, 5, 4]),
        Einsum("...ij,...jk->...ik", [1, 4, 5]),
        Einsum("bij,jk", [4, 5]),
        Einsum("bij,k->bk", [5]),
        new("Einsum of one factor", Graph(2, 3, 4).Node("Einsum", ["x"], "y", Attribute("equation", "bij->jb"))),
        new("Einsum of three factors", Graph(2, 3, 4).Weight("v", [3], Wave).Node("Exp", ["x"], "e").Node("Einsum", ["x", "v", "e"], "y", Attribute("equation", "bij,i,bkj->bk"))),
    ];

    private static GradientCase Gemm(long turnA, long turnB) => new(
        $"Gemm, turned {turnA} and {turnB}",
        Graph(3, 4).Weight("w", turnA == 1 ? turnB == 1 ? [5, 3] : [3, 5] : turnB == 1 ? [5, 4] : [4, 5], Wave).Weight("c", [5], Wave)
            .Node("Gemm", ["x", "w", "c"], "y", Attribute("transA", turnA), Attribute("transB", turnB), Attribute("alpha", 0.7f)));

    private static GradientCase Einsum(string equation, long[] other) =>
        new($"Einsum {equation}", Graph(2, 3, 4).Weight("w", other, Wave).Node("Einsum", ["x", "w"], "y", Attribute("equation", equation)));
}
