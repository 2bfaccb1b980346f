using EvalKit.Onnx.Differentiation;
using EvalKit.Onnx.Tests.Fixtures;
using Microsoft.ML.OnnxRuntime;
using static EvalKit.Onnx.Tests.Differentiation.GradientCase;
using static EvalKit.Onnx.Tests.Fixtures.ModelBuilder;

namespace EvalKit.Onnx.Tests.Differentiation;

/// <summary>
/// Quantised operators. Their results must be those of the file within one step; their straight-through gradient is that of
/// the same operator on the numbers that the integers stand for, which is worked out by hand.
/// </summary>
public sealed class QuantizedRewriteTests : IDisposable
{
    private const string Microsoft = "com.microsoft";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // Weights 4 · 0.5 and −2 · 0.5 stand for 2 and −1.
    [Fact]
    public void Convolution() => AssertGradient([2f, 1f, -1f], [1f, 2f, 3f], Quantized(1, 1, 3)
        .Weight("w", [1, 1, 2], (sbyte)4, (sbyte)-2).Weight("b", [1], 3)
        .Node("QLinearConv", ["q", "s", "z", "w", "t", "zw", "s", "z", "b"], "r").Node("DequantizeLinear", ["r", "s", "z"], "y"));

    [Fact]
    public void Product() => AssertGradient([2f, -1f], [1f, 2f], Quantized(1, 2)
        .Weight("w", [2, 1], (sbyte)4, (sbyte)-2)
        .Node("QLinearMatMul", ["q", "s", "z", "w", "t", "zw", "s", "z"], "r").Node("DequantizeLinear", ["r", "s", "z"], "y"));

    [Fact]
    public void General_product_of_numbers() => AssertGradient([2f, -1f], [1f, 2f], Quantized(1, 2)
        .Weight("w", [1, 2], (sbyte)4, (sbyte)-2).Weight("b", [1], 3)
        .Node("QGemm", Microsoft, ["q", "s", "z", "w", "t", "zw", "b"], ["y"], Attribute("transB", 1L)));

    // d(x · x): the integers stand for 1.5 and 2.
    [Fact]
    public void Product_by_itself() => AssertGradient([3f, 4f], [1.5f, 2f], Quantized(1, 2)
        .Node("QLinearMul", Microsoft, ["q", "s", "z", "q", "s", "z", "s", "z"], ["r"]).Node("DequantizeLinear", ["r", "s", "z"], "y"));

    [Fact]
    public void Sum_of_the_same_twice() => AssertGradient([2f, 2f], [1.5f, 2f], Quantized(1, 2)
        .Node("QLinearAdd", Microsoft, ["q", "s", "z", "q", "s", "z", "s", "z"], ["r"]).Node("DequantizeLinear", ["r", "s", "z"], "y"));

    [Fact]
    public void Leaky_rectifier() => AssertGradient([0.5f, 1f], [-1.5f, 2f], Quantized(1, 2)
        .Node("QLinearLeakyRelu", Microsoft, ["q", "s", "z", "s", "z"], ["r"], Attribute("alpha", 0.5f)).Node("DequantizeLinear", ["r", "s", "z"], "y"));

    [Fact]
    public void Average_over_all() => AssertGradient([0.25f, 0.25f, 0.25f, 0.25f], [-1.5f, 2f, 1f, 3f], Quantized(1, 1, 2, 2)
        .Node("QLinearGlobalAveragePool", Microsoft, ["q", "s", "z", "s", "z"], ["r"]).Node("DequantizeLinear", ["r", "s", "z"], "y"));

    [Fact]
    public void Side_by_side() => AssertGradient([2f, 2f], [1.5f, 2f], Quantized(1, 2)
        .Node("QLinearConcat", Microsoft, ["s", "z", "q", "s", "z", "q", "s", "z"], ["r"], Attribute("axis", 1L)).Node("DequantizeLinear", ["r", "s", "z"], "y"));

    // Weights less their zero point: 4 − 1 and −2 − 1, times the scale 0.5.
    [Fact]
    public void Product_of_dynamically_quantised_numbers() => AssertGradient([1.5f, -1.5f], [1f, 2f], Graph(1, 2).Weight("w", [2, 1], (sbyte)4, (sbyte)-2).Weight("zw", [], (sbyte)1).Weight("t", [], 0.5f)
        .Node("DynamicQuantizeLinear", "", ["x"], ["q", "s", "z"]).Node("MatMulInteger", ["q", "w", "z", "zw"], "i")
        .Node("Cast", ["i"], "f", Attribute("to", 1L)).Node("Mul", ["s", "t"], "st").Node("Mul", ["f", "st"], "y"));

    /// <summary>x, quantised with scale 0.25 and zero point 128; weights have scale 0.5.</summary>
    private static ModelBuilder Quantized(params object[] dimensions) =>
        Graph(dimensions).Weight("s", [], 0.25f).Weight("z", [], (byte)128).Weight("t", [], 0.5f).Weight("zw", [], (sbyte)0).Node("QuantizeLinear", ["x", "s", "z"], "q");

    private void AssertGradient(float[] expected, float[] x, ModelBuilder builder)
    {
        var path = builder.Save(_folder);
        using var model = GradientModel.Compile(path);
        using var call = model.CreateCall();
        x.CopyTo(call.Input<float>("x"));
        call.Seed.Fill(1);
        call.Run();
        Assert.Equal(expected, call.Gradient.ToArray().Select(value => MathF.Round(value, 5)));

        using var session = new InferenceSession(path);
        using var value = OrtValue.CreateTensorValueFromMemory(x, [.. model.Wrt.Dimensions]);
        using var options = new RunOptions();
        using var results = session.Run(options, ["x"], [value], ["y"]);
        var scores = results[0].GetTensorDataAsSpan<float>();
        for (var i = 0; i < scores.Length; i++) Assert.Equal(scores[i], call.Output[i], 0.2501);
    }
}
