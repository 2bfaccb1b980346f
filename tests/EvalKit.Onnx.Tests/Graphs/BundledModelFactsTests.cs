using EvalKit.Onnx.Graphs;
using EvalKit.Onnx.Tests.Fixtures;

namespace EvalKit.Onnx.Tests.Graphs;

/// <summary>What is counted in the bundled models is what a person counts by hand.</summary>
public sealed class BundledModelFactsTests
{
    public static TheoryData<string> Names => [.. Repository.Models.Select(model => model.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Counts_hash_and_size_are_those_of_the_manifest(string name)
    {
        var expected = Repository.Models.Single(model => model.Name == name);
        var facts = OnnxInspector.Inspect(expected.FullPath);
        Assert.Equal((expected.Sha256, expected.Bytes, expected.Opset), (facts.Sha256, facts.Bytes, facts.Opset));
        Assert.Equal(expected.Parameters, facts.Parameters);
        Assert.Equal(expected.Macs, facts.Macs);
    }

    // One product of 784 by 10, and its bias.
    [Fact]
    public void Linear_by_hand() => AssertFacts("linear", 784 * 10 + 10, "Gemm " + 784 * 10);

    [Fact]
    public void Multilayer_perceptron_by_hand() => AssertFacts(
        "mlp",
        784 * 256 + 256 + 256 * 128 + 128 + 128 * 10 + 10,
        "Gemm " + (784 * 256 + 256 * 128 + 128 * 10));

    // Three convolutions of 3 × 3 and stride 2 (28 to 14 to 7 to 4) with 2, 4 and 4 channels; then 64 to 12 to 10.
    [Fact]
    public void Smallest_plain_network_by_hand() => AssertFacts(
        "cnn-2-s0",
        (9 * 1 * 2 + 2) + (9 * 2 * 4 + 4) + (9 * 4 * 4 + 4) + (64 * 12 + 12) + (12 * 10 + 10),
        "Conv " + (14 * 14 * 2 * 9 * 1 + 7 * 7 * 4 * 9 * 2 + 4 * 4 * 4 * 9 * 4),
        "Gemm " + (64 * 12 + 12 * 10));

    // The same with 28, 56 and 56 channels; then 896 to 168 to 10. Weights are int8 behind DequantizeLinear.
    [Fact]
    public void Quantised_network_by_hand() => AssertFacts(
        "cnn-28-int8",
        (9 * 1 * 28 + 28) + (9 * 28 * 56 + 56) + (9 * 56 * 56 + 56) + (896 * 168 + 168) + (168 * 10 + 10),
        "Conv " + (14 * 14 * 28 * 9 * 1 + 7 * 7 * 56 * 9 * 28 + 4 * 4 * 56 * 9 * 56),
        "Gemm " + (896 * 168 + 168 * 10));

    // 49 patches of 4 × 4 as 64 numbers; three blocks of attention (four products of 64 × 64; for each of 4 heads scores of
    // 49 × 49 over 16 numbers, and mixing by them) and a layer of 128; then 64 to 10.
    [Fact]
    public void Vision_transformer_by_hand() => AssertFacts(
        "vit",
        (16 * 64 + 64) + 49 * 64 + 3 * (4 * (64 * 64 + 64) + (64 * 128 + 128) + (128 * 64 + 64) + 2 * 2 * 64) + 2 * 64 + (64 * 10 + 10),
        "Conv " + 49 * 16 * 64,
        "Gemm " + 64 * 10,
        "MatMul " + 3 * (49 * (4 * 64 * 64 + 2 * 64 * 128) + 2 * 4 * 49 * 49 * 16));

    // A stem of 16 channels at 28 × 28; blocks of 24 at 14, 48 at 7 and 96 at 4, each of two convolutions of 3 × 3 and a
    // shortcut of 1 × 1; then 96 to 10.
    [Fact]
    public void Residual_network_by_hand() => AssertFacts(
        "resnet",
        (9 * 16 + 16) + Block(16, 24) + Block(24, 48) + Block(48, 96) + (96 * 10 + 10),
        "Conv " + (28 * 28 * 9 * 16 + 14 * 14 * Kernels(16, 24) + 7 * 7 * Kernels(24, 48) + 4 * 4 * Kernels(48, 96)),
        "Gemm " + 96 * 10);

    private static int Kernels(int inputs, int outputs) => 9 * inputs * outputs + 9 * outputs * outputs + inputs * outputs;

    private static int Block(int inputs, int outputs) => Kernels(inputs, outputs) + 3 * outputs;

    private static void AssertFacts(string name, long parameters, params string[] macs)
    {
        var facts = OnnxInspector.Inspect(Repository.Models.Single(model => model.Name == name).FullPath);
        Assert.Equal(parameters, facts.Parameters);
        Assert.Equal(macs, facts.MacsByOperator.Select(pair => $"{pair.Key} {pair.Value}"));
    }
}
