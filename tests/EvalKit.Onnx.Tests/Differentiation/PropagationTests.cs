using System.Runtime.InteropServices;
using EvalKit.Core.Models;
using EvalKit.Onnx.Differentiation;
using EvalKit.Onnx.Differentiation.Backward;
using EvalKit.Onnx.Differentiation.Propagations;
using EvalKit.Onnx.Graphs;
using EvalKit.Onnx.Tests.Fixtures;
using static EvalKit.Onnx.Graphs.Schema.TensorProto.Types;
using static EvalKit.Onnx.Tests.Fixtures.ModelBuilder;

namespace EvalKit.Onnx.Tests.Differentiation;

/// <summary>What is carried back in place of the derivative, against numbers worked out by hand.</summary>
public sealed class PropagationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // y = −2 relu(a) + 3 relu(b) + 4 relu(c): only positive slopes pass an open rectifier.
    [Fact]
    public void Guided_backpropagation_passes_positive_slopes_through_open_rectifiers() => AssertCarried(
        new GuidedBackpropagation(), [0, 3, 0], [1, 2, -1], Graph(1, 3).Weight("w", [3, 1], -2f, 3f, 4f).Node("Relu", ["x"], "r").Node("MatMul", ["r", "w"], "y"));

    // Δσ / Δx from 0 to 2, and the derivative where x does not move.
    [Fact]
    public void Rescale_has_the_ratio_of_differences() => AssertCarried(
        new Rescale(), [(Sigmoid(2) - 0.5) / 2, Sigmoid(1) * (1 - Sigmoid(1))], [2, 1], Graph(1, 2).Node("Sigmoid", ["x"], "y"), [0, 1]);

    // relu(x − 1) from 0 to 3 rises by 2.
    [Fact]
    public void Rescale_sees_a_bend_between_input_and_reference() => AssertCarried(
        new Rescale(), [2 / 3.0], [3], Graph(1, 1).Weight("b", [], -1f).Node("Add", ["x", "b"], "z").Node("Relu", ["z"], "y"), [0]);

    // (a b from (1, 2) to (3, 5)): Δa (2 + 5) / 2 + Δb (1 + 3) / 2 = 7 + 6 = 13.
    [Fact]
    public void Rescale_shares_a_product_exactly() => AssertCarried(
        new Rescale(), [3.5, 2], [3, 5], Parts().Node("Mul", ["a", "b"], "y"), [1, 2]);

    // a / b from 1 / 2 to 3 / 5: 2 (1/5 + 1/2) / 2 − 3 (3 + 1) / 2 / 10 = 0.7 − 0.6.
    [Fact]
    public void Rescale_shares_a_quotient_exactly() => AssertCarried(
        new Rescale(), [0.35, -0.2], [3, 5], Parts().Node("Div", ["a", "b"], "y"), [1, 2]);

    // max(1, 4) from max(3, 2): the larger of both tops is 4: the rise 4 − 3 belongs to the second place, which moved by 2.
    [Fact]
    public void Rescale_gives_a_rise_to_the_place_in_the_input() => AssertCarried(
        new Rescale(), [0, 0.5], [1, 4], Graph(1, 1, 1, 2).Node("MaxPool", ["x"], "y", Attribute("kernel_shape", 1, 2)), [3, 2]);

    // max(1, 2) from max(5, 2): the fall 2 − 5 belongs to the first place, which moved by −4; the second did not move.
    [Fact]
    public void Rescale_gives_a_fall_to_the_place_in_the_reference() => AssertCarried(
        new Rescale(), [0.75, 1], [1, 2], Graph(1, 1, 1, 2).Node("MaxPool", ["x"], "y", Attribute("kernel_shape", 1, 2)), [5, 2]);

    // z = (2·1 + 1·2 + 0.5, 2·(−1) + 1·3 + 0) = (4.5, 1); y = 2 relu(z₁) − relu(z₂) = 8: R(z) = (9, −1).
    // ε: R(x) = (2·1·9/4.5 + 2·(−1)·(−1)/1, 1·2·9/4.5 + 1·3·(−1)/1).
    [Fact]
    public void Relevance_by_epsilon_is_shared_in_proportion() => AssertCarried(Relevance(RelevanceRule.Epsilon), [4 + 2, 4 - 3], [2, 1], Dense());

    // ε = 0.5 is added to each sum: R(z) = (8·9/8.5, 8·(−1)/8.5), R(x) = (2 R₁/5 − 2 R₂/1.5, 2 R₁/5 + 3 R₂/1.5).
    [Fact]
    public void Relevance_shrinks_by_epsilon() => AssertCarried(
        Relevance(RelevanceRule.Epsilon, 0.5), [(2 * 72 / 8.5 / 5) + (2 * 8 / 8.5 / 1.5), (2 * 72 / 8.5 / 5) - (3 * 8 / 8.5 / 1.5)], [2, 1], Dense());

    // z⁺ above: z₁⁺ = 4.5 (all is positive), z₂⁺ = 3 (of x₂ alone); y⁺ = 9 from z₁ alone, so R(z) = (8, 0).
    [Fact]
    public void Relevance_by_z_plus_has_positive_contributions_alone() => AssertCarried(
        Relevance(RelevanceRule.ZPlus), [2 * 8 / 4.5, 2 * 8 / 4.5], [2, 1], Dense());

    // α = 2, β = 1: y⁺ = 9, y⁻ = −1: R(z) = (2·8, −8). z₁ has no negative part: R(x) from it is 2·16·(2, 2)/4.5;
    // z₂ = −2 + 3: 2·(−8)·3/3 at x₂, and +8·(−2)/(−2) at x₁.
    [Fact]
    public void Relevance_by_alpha_and_beta_keeps_signs_apart() => AssertCarried(
        Relevance(RelevanceRule.AlphaBeta), [(2 * 16 * 2 / 4.5) + 8, (2 * 16 * 2 / 4.5) - 16], [2, 1], Dense());

    // y = x w with x and w below 0 too: z⁺ = x⁻ w⁻ counts as positive.
    [Fact]
    public void Relevance_takes_the_product_of_two_negative_numbers_for_positive() => AssertCarried(
        Relevance(RelevanceRule.ZPlus), [-1, 0], [-1, 2], Graph(1, 2).Weight("w", [2, 1], -3f, -2f).Node("MatMul", ["x", "w"], "y"));

    // Convolutions [1, 2] ∗ x over three places, then their sum: nothing is lost, whatever the rule, as all is positive.
    [Theory]
    [InlineData(RelevanceRule.Epsilon)]
    [InlineData(RelevanceRule.ZPlus)]
    [InlineData(RelevanceRule.AlphaBeta)]
    public void Relevance_of_positive_convolutions_is_what_each_place_contributes(RelevanceRule rule) => AssertCarried(
        Relevance(rule), [1, 2 * 3, 3 * 3, 4 * 2], [1, 2, 3, 4],
        Graph(1, 1, 1, 4).Weight("w", [1, 1, 1, 2], 1f, 2f).Node("Conv", ["x", "w"], "c").Node("Relu", ["c"], "r")
            .Weight("axes", [3], 1L, 2L, 3L).Node("ReduceSum", ["r", "axes"], "y"),
        scale: rule == RelevanceRule.AlphaBeta ? 2 : 1);

    // y = a b = 6: each half. y = a / b = 1.5: all to a.
    [Fact]
    public void Relevance_of_a_product_is_halved() => AssertCarried(Relevance(RelevanceRule.Epsilon), [3, 3], [3, 2], Parts().Node("Mul", ["a", "b"], "y"));

    [Fact]
    public void Relevance_of_a_quotient_goes_to_the_numerator() => AssertCarried(Relevance(RelevanceRule.Epsilon), [1.5, 0], [3, 2], Parts().Node("Div", ["a", "b"], "y"));

    private static RelevancePropagation Relevance(RelevanceRule rule, double epsilon = 1e-9) => new(new BackwardRule.Relevance(rule, rule, epsilon, 2));

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static ModelBuilder Graph(params object[] dimensions) => new ModelBuilder(18).Input("x", DataType.Float, dimensions).Output("y", DataType.Float);

    private static ModelBuilder Parts() => Graph(1, 2).Weight("one", [2], 1L, 1L)
        .Node("Split", "", ["x", "one"], ["a", "b"], Attribute("axis", 1L));

    private static ModelBuilder Dense() => Graph(1, 2)
        .Weight("w", [2, 2], 1f, -1f, 2f, 3f).Weight("b", [2], 0.5f, 0f).Weight("v", [2, 1], 2f, -1f)
        .Node("Gemm", ["x", "w", "b"], "z").Node("Relu", ["z"], "r").Node("MatMul", ["r", "v"], "y");

    private void AssertCarried(Propagation propagation, double[] expected, float[] input, ModelBuilder builder, float[]? reference = null, double scale = 1)
    {
        var file = ModelFile.Read(builder.Save(_folder));
        var dimensions = builder.Model.Graph.Input[0].Type.TensorType.Shape.Dim.Select(size => size.DimValue).ToArray();
        using var model = GradientModel.Compile(file, new Dictionary<string, long[]> { ["x"] = dimensions }, "x", "y", 1, propagation);
        using var call = model.CreateCall();
        input.CopyTo(call.Input<float>("x"));
        if (reference is not null) MemoryMarshal.AsBytes<float>(reference).CopyTo(call.Reference);
        call.Seed.Fill(1);
        call.Run();
        var carried = call.Gradient.ToArray();
        Assert.Equal(expected.Length, carried.Length);
        for (var i = 0; i < expected.Length; i++) Assert.Equal(scale * expected[i], carried[i], 1e-5);
    }
}
