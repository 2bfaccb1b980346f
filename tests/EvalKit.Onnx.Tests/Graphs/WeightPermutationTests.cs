using EvalKit.Onnx.Graphs;
using EvalKit.Onnx.Graphs.Schema;
using EvalKit.Onnx.Tests.Fixtures;
using static EvalKit.Onnx.Graphs.Schema.TensorProto.Types;

namespace EvalKit.Onnx.Tests.Graphs;

public sealed class WeightPermutationTests
{
    private static readonly float[] Numbers = [.. Enumerable.Range(1, 12).Select(i => (float)i)];

    [Theory]
    [InlineData(0.3, "c c-bias")]
    [InlineData(0.5, "b c c-bias")]
    [InlineData(1.0, "a b c c-bias")]
    public void Takes_the_layers_from_the_output_on(double share, string changed)
    {
        var original = Network();
        var permuted = Network();
        Assert.Equal(changed.Split(' ').Length, WeightPermutation.Apply(permuted, share, 7));
        var differing = original.Graph.Initializer.Zip(permuted.Graph.Initializer).Where(pair => !pair.First.Equals(pair.Second)).Select(pair => pair.First.Name);
        Assert.Equal(changed.Split(' '), differing.Order(StringComparer.Ordinal));
        Assert.All(
            original.Graph.Initializer.Zip(permuted.Graph.Initializer),
            pair => Assert.Equal(TensorContent.Numbers(pair.First)!.Order(), TensorContent.Numbers(pair.Second)!.Order()));
    }

    [Fact]
    public void A_tensor_is_permuted_alike_whatever_the_share()
    {
        var (few, all, other) = (Network(), Network(), Network());
        WeightPermutation.Apply(few, 0.3, 7);
        WeightPermutation.Apply(all, 1, 7);
        WeightPermutation.Apply(other, 1, 8);
        Assert.Equal(Tensor(few, "c"), Tensor(all, "c"));
        Assert.NotEqual(Tensor(other, "c"), Tensor(all, "c"));
    }

    [Fact]
    public void Quantised_weights_are_permuted_as_they_stand()
    {
        var model = new ModelBuilder().Input("x", DataType.Float, "N", 12).Output("y", DataType.Float, "N", 1)
            .Weight("q", [12, 1], [.. Enumerable.Range(1, 12).Select(i => (sbyte)i)]).Weight("scale", [], 0.5f)
            .Node("DequantizeLinear", ["q", "scale"], "w").Node("MatMul", ["x", "w"], "y").Model;
        var before = Tensor(model, "q").Clone();
        Assert.Equal(1, WeightPermutation.Apply(model, 1, 7));
        Assert.NotEqual(before, Tensor(model, "q"));
        Assert.Equal(before.RawData.Order(), Tensor(model, "q").RawData.Order());
    }

    // Layer b's weights pass a transposition that stands first; the last layer has a bias. The number 2 is no weight.
    private static ModelProto Network() => new ModelBuilder()
        .Input("x", DataType.Float, "N", 3).Output("y", DataType.Float, "N", 3)
        .Weight("a", [3, 4], Numbers).Weight("b", [3, 4], Numbers).Weight("c", [3, 3], Numbers[..9]).Weight("c-bias", [3], Numbers[..3]).Weight("two", [], 2f)
        .Node("Transpose", ["b"], "b-turned")
        .Node("MatMul", ["x", "a"], "first").Node("Mul", ["first", "two"], "doubled")
        .Node("MatMul", ["doubled", "b-turned"], "second")
        .Node("Gemm", ["second", "c", "c-bias"], "y").Model;

    private static TensorProto Tensor(ModelProto model, string name) => model.Graph.Initializer.First(tensor => tensor.Name == name);
}
