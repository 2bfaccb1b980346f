using EvalKit.Onnx.Differentiation;
using EvalKit.Onnx.Tests.Fixtures;
using static EvalKit.Onnx.Graphs.Schema.TensorProto.Types;
using static EvalKit.Onnx.Tests.Differentiation.GradientCase;
using static EvalKit.Onnx.Tests.Fixtures.ModelBuilder;

namespace EvalKit.Onnx.Tests.Differentiation;

/// <summary>What a compiled gradient gives, against numbers worked out by hand.</summary>
public sealed class GradientModelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // y = x² + 3 x + x: 2 x + 4.
    [Fact]
    public void A_tensor_used_several_times_has_the_sum()
    {
        AssertGradient([3f, -2f], [10f, 0f], Graph(2).Weight("w", [], 3f)
            .Node("Mul", ["x", "x"], "s").Node("Mul", ["x", "w"], "t").Node("Sum", ["s", "t", "x"], "y"));
    }

    [Fact]
    public void Rectifiers_pass_nothing_at_their_bends() => AssertGradient(
        [-1f, 0f, 1e-30f, 5.9999995f, 6f, 7f], [0f, 0f, 1f, 1f, 0f, 0f],
        Graph(6).Weight("a", [], 0f).Weight("b", [], 6f).Node("Clip", ["x", "a", "b"], "y"));

    [Fact]
    public void Equal_largest_values_share_the_gradient() =>
        AssertGradient([2f, 1f, 2f], [0.5f, 0f, 0.5f], Graph(3).Node("ReduceMax", ["x"], "y"));

    // Scale 0.5 and zero point 1: levels 0 … 255 stand for −0.5 … 127, and half a step beyond rounds into them.
    [Fact]
    public void Quantisation_is_straight_through_where_it_does_not_saturate() => AssertGradient(
        [-1f, -0.7f, 0.1f, 127.2f, 127.3f], [0f, 1f, 1f, 1f, 0f], Graph(5).Weight("s", [], 0.5f).Weight("z", [], (byte)1)
            .Node("QuantizeLinear", ["x", "s", "z"], "q").Node("DequantizeLinear", ["q", "s", "z"], "y"));

    [Fact]
    public void Quantisation_with_a_scale_a_channel() => AssertGradient(
        [130f, 130f, 10f, -200f], [0f, 1f, 1f, 0f], Graph(2, 2).Weight("s", [2], 0.5f, 1f)
            .Node("QuantizeLinear", ["x", "s"], "q").Node("DequantizeLinear", ["q", "s"], "y"));

    [Fact]
    public void Integers_between_quantisation_and_its_reverse_move_the_gradient() => AssertGradient(
        [1f, 2f, 3f, 4f], [0f, 10f, 0f, 20f], Graph(1, 1, 2, 2).Weight("s", [], 0.5f).Weight("z", [], (byte)0).Weight("w", [1, 1, 2, 1], 10f, 20f)
            .Node("QuantizeLinear", ["x", "s", "z"], "q").Node("MaxPool", ["q"], "p", Attribute("kernel_shape", 1, 2)).Node("DequantizeLinear", ["p", "s", "z"], "d").Node("Mul", ["d", "w"], "y"));

    [Fact]
    public void Half_precision_is_raised_to_single()
    {
        var builder = new ModelBuilder(17).Input("x", DataType.Float16, 2).Output("y", DataType.Float16, 2).Weight("w", [], (Half)1000)
            .Node("Mul", ["x", "w"], "t").Node("Cast", ["t"], "c", Attribute("to", (long)DataType.Float16)).Node("Mul", ["c", "w"], "y");

        // 10⁶ is beyond half precision.
        AssertGradient([1f, -2f], [1e6f, 1e6f], builder);
    }

    [Fact]
    public void Double_precision_is_lowered_to_single() => AssertGradient(
        [1f, -2f], [0.25f, 0.25f], new ModelBuilder(17).Input("x", DataType.Double, 2).Output("y", DataType.Double, 2).Weight("w", [], 0.25).Node("Mul", ["x", "w"], "y"));

    [Fact]
    public void An_input_of_integers_becomes_one_of_numbers() => AssertGradient(
        [1.5f, 200f], [3f, 400f], new ModelBuilder(17).Input("x", DataType.Uint8, 2).Output("y", DataType.Float, 2)
            .Node("Cast", ["x"], "c", Attribute("to", 1L)).Node("Mul", ["c", "c"], "y"));

    [Fact]
    public void Free_dimensions_are_given()
    {
        var path = new ModelBuilder().Input("x", DataType.Float, "N", 2).Output("y", DataType.Float, "N", 2).Node("Exp", ["x"], "y").Save(_folder);
        using var model = GradientModel.Compile(path, shapes: new Dictionary<string, IReadOnlyList<long>> { ["x"] = [3, 2] });
        Assert.Equal([3L, 2L], model.Output.Dimensions);
    }

    [Fact]
    public void Tokens_have_a_gradient_by_their_embedding()
    {
        var path = new ModelBuilder().Input("t", DataType.Int64, 2).Output("y", DataType.Float, 2, 2)
            .Weight("e", [3, 2], 1f, 2f, 3f, 4f, 5f, 6f).Node("Gather", ["e", "t"], "embedded").Node("Mul", ["embedded", "embedded"], "y").Save(_folder);
        using var model = GradientModel.Compile(path, wrt: "embedded");
        using var call = model.CreateCall();
        call.Input<long>("t")[0] = 2;
        call.Seed.Fill(1);
        call.Run();
        Assert.Equal([5f, 6f, 1f, 2f], call.Wrt.ToArray());
        Assert.Equal([10f, 12f, 2f, 4f], call.Gradient.ToArray());
        Assert.Equal([25f, 36f, 1f, 4f], call.Output.ToArray());
    }

    private void AssertGradient(float[] x, float[] expected, ModelBuilder builder)
    {
        using var model = GradientModel.Compile(builder.Save(_folder));
        using var call = model.CreateCall();
        x.CopyTo(call.Input<float>("x"));
        call.Seed.Fill(1);
        call.Run();
        Assert.Equal(expected, call.Gradient.ToArray());
    }
}
