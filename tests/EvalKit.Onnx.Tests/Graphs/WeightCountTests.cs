using EvalKit.Onnx.Graphs;
using EvalKit.Onnx.Tests.Fixtures;
using static EvalKit.Onnx.Graphs.Schema.TensorProto.Types;
using static EvalKit.Onnx.Tests.Fixtures.ModelBuilder;

namespace EvalKit.Onnx.Tests.Graphs;

public sealed class WeightCountTests
{
    [Fact]
    public void Weights_and_biases_count() => Assert.Equal(4 + 2, WeightCount.Of(TinyModels.Linear().Model));

    [Fact]
    public void A_tensor_used_twice_counts_once() => Assert.Equal(16, Count(builder => builder
        .Weight("w", [4, 4], 1f)
        .Node("MatMul", ["x", "w"], "a")
        .Node("MatMul", ["a", "w"], "y")));

    [Fact]
    public void A_weight_in_a_constant_counts() => Assert.Equal(12, Count(builder => builder
        .Node("Constant", [], "w", Attribute("value", Tensor("", [4, 3], 1f)))
        .Node("MatMul", ["x", "w"], "y")));

    [Fact]
    public void Shapes_indices_and_numbers_of_arithmetic_do_not_count() => Assert.Equal(0, Count(builder => builder
        .Weight("shape", [2], -1L, 4L).Weight("half", [], 0.5f).Weight("low", [], 0f).Weight("high", [], 6f).Weight("index", [2], 0, 1)
        .Node("Reshape", ["x", "shape"], "a")
        .Node("Mul", ["a", "half"], "b")
        .Node("Clip", ["b", "low", "high"], "c")
        .Node("Gather", ["c", "index"], "y")));

    [Fact]
    public void Scales_and_zero_points_do_not_count_but_dequantised_weights_do() => Assert.Equal(12 + 3, Count(builder => builder
        .Weight("w", [4, 3], (sbyte)1).Weight("ws", [3], 0.1f).Weight("wz", [3], (sbyte)0)
        .Weight("b", [3], 5).Weight("bs", [3], 0.1f).Weight("bz", [3], 0)
        .Node("DequantizeLinear", ["w", "ws", "wz"], "wd", Attribute("axis", 1L))
        .Node("DequantizeLinear", ["b", "bs", "bz"], "bd", Attribute("axis", 0L))
        .Node("Gemm", ["x", "wd", "bd"], "y")));

    [Fact]
    public void Quantised_operators_hold_weights_and_biases() => Assert.Equal(8 + 2, Count(builder => builder
        .Weight("s", [], 0.1f).Weight("z", [], (byte)0)
        .Weight("w", [2, 4, 1, 1], (sbyte)1).Weight("ws", [2], 0.1f).Weight("wz", [2], (sbyte)0).Weight("b", [2], 7)
        .Node("QLinearConv", ["x", "s", "z", "w", "ws", "wz", "s", "z", "b"], "y")));

    [Fact]
    public void A_single_slope_is_a_weight() => Assert.Equal(1, Count(builder => builder
        .Weight("slope", [1], 0.25f)
        .Node("PRelu", ["x", "slope"], "y")));

    [Fact]
    public void Running_mean_and_variance_do_not_count() => Assert.Equal(8, Count(builder => builder
        .Weight("scale", [4], 1f).Weight("b", [4], 0f).Weight("mean", [4], 0f).Weight("variance", [4], 1f)
        .Node("BatchNormalization", ["x", "scale", "b", "mean", "variance"], "y")));

    [Fact]
    public void A_tensor_that_no_node_uses_does_not_count() => Assert.Equal(0, Count(builder => builder
        .Weight("left-over", [100], 1f)
        .Node("Neg", ["x"], "y")));

    [Fact]
    public void Weights_inside_a_branch_count()
    {
        var branch = new ModelBuilder().Weight("inner", [4, 4], 1f).Node("MatMul", ["x", "inner"], "z").Model.Graph;
        var attribute = new EvalKit.Onnx.Graphs.Schema.AttributeProto { Name = "then_branch", G = branch };
        Assert.Equal(16, Count(builder => builder.Node("If", ["x"], "y", attribute)));
    }

    private static long Count(Func<ModelBuilder, ModelBuilder> build) =>
        WeightCount.Of(build(new ModelBuilder().Input("x", DataType.Float, "N", 4)).Model);
}
