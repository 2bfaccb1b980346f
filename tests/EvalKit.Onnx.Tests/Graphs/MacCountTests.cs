using EvalKit.Onnx.Graphs;
using EvalKit.Onnx.Tests.Fixtures;
using static EvalKit.Onnx.Graphs.Schema.TensorProto.Types;
using static EvalKit.Onnx.Tests.Fixtures.ModelBuilder;

namespace EvalKit.Onnx.Tests.Graphs;

/// <summary>Multiply–accumulates of one operator each, counted by hand in the comments.</summary>
public sealed class MacCountTests : IDisposable
{
    private const string Microsoft = "com.microsoft";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // Output 1 × 6 × 5 × 5, each value a sum over 4 / 2 channels of 3 × 3.
    [Fact]
    public void Grouped_convolution() => AssertCounts("Conv", 6 * 25 * 2 * 9, Picture(4, 7)
        .Weight("w", [6, 2, 3, 3], 1f)
        .Node("Conv", ["x", "w"], "y", Attribute("group", 2L)));

    // Output 1 × 4 × 4 × 4 with stride 2 and padding 1, one channel each.
    [Fact]
    public void Depthwise_convolution_with_stride() => AssertCounts("Conv", 4 * 16 * 9, Picture(4, 7)
        .Weight("w", [4, 1, 3, 3], 1f)
        .Node("Conv", ["x", "w"], "y", Attribute("group", 4L), Attribute("strides", 2, 2), Attribute("pads", 1, 1, 1, 1)));

    // Each of 4 × 7 × 7 input values meets 3 × 2 × 2 kernel values.
    [Fact]
    public void Transposed_convolution() => AssertCounts("ConvTranspose", 4 * 49 * 12, Picture(4, 7)
        .Weight("w", [4, 3, 2, 2], 1f)
        .Node("ConvTranspose", ["x", "w"], "y", Attribute("strides", 2, 2)));

    [Fact]
    public void Fused_convolution() => AssertCounts($"{Microsoft}:FusedConv", 5 * 25 * 4 * 9, Picture(4, 7)
        .Weight("w", [5, 4, 3, 3], 1f)
        .Node("FusedConv", Microsoft, ["x", "w"], ["y"], Attribute("activation", "Relu")));

    [Fact]
    public void Quantised_convolution() => AssertCounts("QLinearConv", 5 * 25 * 4 * 9, Picture(4, 7)
        .Weight("s", [], 0.1f).Weight("z", [], (byte)0).Weight("zw", [], (sbyte)0)
        .Weight("w", [5, 4, 3, 3], (sbyte)1)
        .Node("QuantizeLinear", ["x", "s", "z"], "q")
        .Node("QLinearConv", ["q", "s", "z", "w", "s", "zw", "s", "z"], "y"));

    [Fact]
    public void Integer_convolution() => AssertCounts("ConvInteger", 5 * 25 * 4 * 9, Picture(4, 7)
        .Weight("s", [], 0.1f).Weight("z", [], (byte)0)
        .Weight("w", [5, 4, 3, 3], (byte)1)
        .Node("QuantizeLinear", ["x", "s", "z"], "q")
        .Node("ConvInteger", ["q", "w", "z"], "y"));

    // (3 × 8 transposed to 8 × 3) times (3 × 5): 8 × 5 sums of 3.
    [Fact]
    public void Transposed_general_product() => AssertCounts("Gemm", 8 * 5 * 3, Matrix(3, 8)
        .Weight("w", [3, 5], 1f)
        .Node("Gemm", ["x", "w"], "y", Attribute("transA", 1L)));

    // Batches 2 × 1 and 3 broadcast to 2 × 3 products of 4 × 5 by 5 × 6.
    [Fact]
    public void Broadcast_product() => AssertCounts("MatMul", 2 * 3 * 4 * 6 * 5, new ModelBuilder()
        .Input("x", DataType.Float, 2, 1, 4, 5).Output("y", DataType.Float, 2, 3, 4, 6)
        .Weight("w", [3, 5, 6], 1f)
        .Node("MatMul", ["x", "w"], "y"), batch: 2);

    [Fact]
    public void Fused_product() => AssertCounts($"{Microsoft}:FusedMatMul", 8 * 5 * 3, Matrix(3, 8)
        .Weight("w", [3, 5], 1f)
        .Node("FusedMatMul", Microsoft, ["x", "w"], ["y"], Attribute("transA", 1L)));

    [Fact]
    public void Quantised_product() => AssertCounts("QLinearMatMul", 3 * 5 * 8, Matrix(3, 8)
        .Weight("s", [], 0.1f).Weight("z", [], (byte)0)
        .Weight("w", [8, 5], (byte)1)
        .Node("QuantizeLinear", ["x", "s", "z"], "q")
        .Node("QLinearMatMul", ["q", "s", "z", "w", "s", "z", "s", "z"], "y"), batch: 3);

    [Fact]
    public void Integer_product() => AssertCounts("MatMulInteger", 3 * 5 * 8, Matrix(3, 8)
        .Weight("s", [], 0.1f).Weight("z", [], (byte)0)
        .Weight("w", [8, 5], (byte)1)
        .Node("QuantizeLinear", ["x", "s", "z"], "q")
        .Node("MatMulInteger", ["q", "w"], "y"), batch: 3);

    [Fact]
    public void Dequantised_weights_count_as_usual() => AssertCounts("MatMul", 3 * 5 * 8, Matrix(3, 8)
        .Weight("s", [], 0.1f)
        .Weight("w", [8, 5], (sbyte)1)
        .Node("DequantizeLinear", ["w", "s"], "d")
        .Node("MatMul", ["x", "d"], "y"), batch: 3);

    // All combinations of b = 2, h = 3, i = 4, j = 6, d = 5.
    [Fact]
    public void Index_notation() => AssertCounts("Einsum", 2 * 3 * 4 * 6 * 5, new ModelBuilder()
        .Input("x", DataType.Float, 2, 3, 4, 5).Output("y", DataType.Float, "b", "h", "i", "j")
        .Weight("w", [2, 3, 6, 5], 1f)
        .Node("Einsum", ["x", "w"], "y", Attribute("equation", "bhid,bhjd->bhij")), batch: 2);

    [Fact]
    public void Index_notation_with_an_ellipsis_broadcasts() => AssertCounts("Einsum", 7 * 3 * 4 * 6 * 5, new ModelBuilder()
        .Input("x", DataType.Float, 7, 3, 4, 5).Output("y", DataType.Float, "a", "b", "i", "j")
        .Weight("w", [1, 3, 5, 6], 1f)
        .Node("Einsum", ["x", "w"], "y", Attribute("equation", "... i d, ...dj -> ...ij")), batch: 7);

    // Four gates of 3 for each of 6 steps: 5 inputs and 3 states.
    [Fact]
    public void Long_short_term_memory() => AssertCounts("LSTM", 6 * (12 * 5 + 12 * 3), Sequence()
        .Weight("w", [1, 12, 5], 1f).Weight("r", [1, 12, 3], 1f)
        .Node("Transpose", ["x"], "t", Attribute("perm", 1, 0, 2))
        .Node("LSTM", ["t", "w", "r"], "y", Attribute("hidden_size", 3L)));

    // Three gates in both directions.
    [Fact]
    public void Gated_recurrent_unit_in_both_directions() => AssertCounts("GRU", 6 * 2 * (9 * 5 + 9 * 3), Sequence()
        .Weight("w", [2, 9, 5], 1f).Weight("r", [2, 9, 3], 1f)
        .Node("Transpose", ["x"], "t", Attribute("perm", 1, 0, 2))
        .Node("GRU", ["t", "w", "r"], "y", Attribute("hidden_size", 3L), Attribute("direction", "bidirectional")));

    [Fact]
    public void Arithmetic_on_constants_is_not_done_for_each_sample() => AssertCounts("MatMul", 3 * 5 * 8, Matrix(3, 8)
        .Weight("a", [8, 4], 1f).Weight("b", [4, 5], 1f)
        .Node("MatMul", ["a", "b"], "w")
        .Node("MatMul", ["x", "w"], "y"), batch: 3);

    private static ModelBuilder Picture(int channels, int side) => new ModelBuilder(domains: (Microsoft, 1))
        .Input("x", DataType.Float, "N", channels, side, side)
        .Output("y", DataType.Undefined);

    private static ModelBuilder Matrix(int rows, int columns) => new ModelBuilder(domains: (Microsoft, 1))
        .Input("x", DataType.Float, rows, columns)
        .Output("y", DataType.Undefined);

    private static ModelBuilder Sequence() => new ModelBuilder()
        .Input("x", DataType.Float, 1, 6, 5)
        .Output("y", DataType.Undefined);

    private void AssertCounts(string operation, long macs, ModelBuilder builder, int batch = 1)
    {
        foreach (var output in builder.Model.Graph.Output.Where(output => output.Type.TensorType.ElemType == DataType.Undefined)) output.Type = null;
        var facts = OnnxInspector.Inspect(builder.Save(_folder));
        Assert.Equal((operation, macs / batch), (Assert.Single(facts.MacsByOperator).Key, facts.Macs));
    }
}
