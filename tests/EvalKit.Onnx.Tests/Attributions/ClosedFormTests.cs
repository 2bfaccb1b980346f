using EvalKit.Core.Configuration;
using EvalKit.Core.Randomness;
using EvalKit.Methods.Attributions;
using EvalKit.Methods.Attributions.Gradients;
using EvalKit.Methods.Attributions.Graphs;
using EvalKit.Onnx.Inference;
using EvalKit.Onnx.Tests.Fixtures;
using static EvalKit.Onnx.Graphs.Schema.TensorProto.Types;
using static EvalKit.Onnx.Tests.Fixtures.ModelBuilder;

namespace EvalKit.Onnx.Tests.Attributions;

/// <summary>Models of which attributions are known exactly.</summary>
public sealed class ClosedFormTests : IDisposable
{
    // Sixteen pixels are sixteen segments, and so all of their 65,536 subsets can be listed: Shapley values are exact.
    private static readonly KernelShap Shapley = new(Subsets: 1 << 16, Segments: 16, Baseline: 0);
    private static readonly float[] Picture = Numbers(1, 16, least: 0.1);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void On_a_linear_model_all_are_weight_times_value()
    {
        var weights = Numbers(2, 32);
        using var model = Open(Base().Weight("w", [16, 2], weights).Weight("b", [2], 0.3f, -1f).Node("Gemm", ["flat", "w", "b"], "y"));
        var expected = Picture.Select((value, i) => (double)value * weights[2 * i]).ToArray();
        AssertAll(model, expected);
        AssertClose(expected, Explained.By(new SmoothGrad(), model, Picture, 0).Select((slope, i) => slope * Picture[i] * Math.Sign(weights[2 * i])), 1e-5);
        AssertClose(expected, Explained.By(new GradientShap(Noise: 0), model, Picture, 0), 1e-5);

        // Relevance starts from the logit, b included, and passes its share to the pixels alone.
        AssertClose(expected, Explained.By(new LayerwiseRelevance(Epsilon: 1e-12), model, Picture, 0), 1e-5);
    }

    // f = Σ cᵢ relu(wᵢ xᵢ) is a sum over pixels, and its rectifiers bend at black alone.
    [Fact]
    public void On_a_sum_of_rectified_pixels_all_are_what_each_adds()
    {
        var (weights, outer) = (Numbers(3, 16), Numbers(4, 32));
        using var model = Open(Base().Weight("w", [16], weights).Weight("c", [16, 2], outer)
            .Node("Mul", ["flat", "w"], "z").Node("Relu", ["z"], "r").Node("MatMul", ["r", "c"], "y"));
        AssertAll(model, [.. Picture.Select((value, i) => Math.Max(0, (double)value * weights[i]) * outer[2 * i])]);
    }

    // Without biases a rectified network is homogeneous: f(αx) = α f(x), so that the slope is the same all the way from black.
    [Fact]
    public void On_a_rectified_network_without_biases_paths_and_slopes_agree()
    {
        using var model = Open(Base().Weight("u", [16, 12], Numbers(5, 192)).Weight("v", [12, 8], Numbers(6, 96)).Weight("w", [8, 2], Numbers(7, 16))
            .Node("MatMul", ["flat", "u"], "a").Node("Relu", ["a"], "b").Node("MatMul", ["b", "v"], "c").Node("Relu", ["c"], "d").Node("MatMul", ["d", "w"], "y"));
        var expected = Explained.By(new InputXGradient(), model, Picture, 0).Select(value => (double)value).ToArray();
        Assert.Equal(Explained.Score(model, Picture, 0), expected.Sum(), 1e-5);
        AssertClose(expected, Explained.By(new IntegratedGradients(), model, Picture, 0), 1e-5);
        AssertClose(expected, Explained.By(new DeepLift(), model, Picture, 0), 1e-5);
        AssertClose(expected, Explained.By(new LayerwiseRelevance(EvalKit.Core.Models.RelevanceRule.Epsilon, Epsilon: 1e-12), model, Picture, 0), 1e-4);
    }

    [Theory]
    [InlineData(BaselineKind.Zero)]
    [InlineData(BaselineKind.Mean)]
    [InlineData(BaselineKind.Noise)]
    public void Deeplift_with_biases_pooling_and_products_is_complete_to_a_millionth(BaselineKind kind)
    {
        using var model = Open(new ModelBuilder(18).Input("x", DataType.Float, "N", 1, 4, 4).Output("y", DataType.Float, "N", 2)
            .Weight("k", [3, 1, 2, 2], Numbers(8, 12)).Weight("b", [3], Numbers(9, 3)).Weight("w", [12, 2], Numbers(10, 24))
            .Node("Conv", ["x", "k", "b"], "c", Attribute("pads", 1, 1, 0, 0)).Node("Sigmoid", ["c"], "s").Node("Mul", ["c", "s"], "m")
            .Node("MaxPool", ["m"], "p", Attribute("kernel_shape", 2, 2), Attribute("strides", 2, 2)).Node("Flatten", ["p"], "flat").Node("MatMul", ["flat", "w"], "y"));
        AssertComplete(model, new DeepLift(kind), 1e-6);
    }

    // Sigmoids are smooth: fifty points of Gauss and Legendre leave nothing.
    [Theory]
    [InlineData(BaselineKind.Zero)]
    [InlineData(BaselineKind.Blur)]
    public void Integrated_gradients_of_a_smooth_model_are_complete_to_a_millionth(BaselineKind kind)
    {
        using var model = Open(Base().Weight("u", [16, 6], Numbers(5, 96)).Weight("w", [6, 2], Numbers(7, 12))
            .Node("MatMul", ["flat", "u"], "a").Node("Sigmoid", ["a"], "b").Node("MatMul", ["b", "w"], "y"));
        AssertComplete(model, new IntegratedGradients(Baseline: kind), 1e-6);
    }

    [Fact]
    public void A_difference_of_classes_has_the_difference_of_attributions()
    {
        using var model = Open(Base().Weight("w", [16, 2], Numbers(2, 32)).Node("MatMul", ["flat", "w"], "y"));
        var (one, other) = (Explained.By(new DeepLift(), model, Picture, 0), Explained.By(new DeepLift(), model, Picture, 1));
        AssertClose(one.Zip(other, (a, b) => (double)a - b), Explained.By(new DeepLift(), model, Picture, 0, versus: 1), 1e-6);
    }

    private static void AssertAll(OnnxModel model, double[] expected)
    {
        AssertClose(expected, Explained.By(new InputXGradient(), model, Picture, 0), 1e-5);
        AssertClose(expected, Explained.By(new IntegratedGradients(), model, Picture, 0), 1e-5);
        AssertClose(expected, Explained.By(new DeepLift(), model, Picture, 0), 1e-5);
        AssertClose(expected, Explained.By(Shapley, model, Picture, 0), 1e-5);
    }

    private static void AssertComplete(OnnxModel model, EvalKit.Core.Attributions.ICompleteAttribution method, double share)
    {
        var baseline = new float[16];
        method.Baseline(new(Explained.Logit(model, 0), Picture, 1), baseline);
        var change = (double)Explained.Score(model, Picture, 0) - Explained.Score(model, baseline, 0);
        Assert.Equal(change, Explained.By(method, model, Picture, 0).Sum(value => (double)value), share * Math.Max(1, Math.Abs(change)));
    }

    private static ModelBuilder Base() => new ModelBuilder(18).Input("x", DataType.Float, "N", 1, 4, 4).Output("y", DataType.Float, "N", 2).Node("Flatten", ["x"], "flat");

    private OnnxModel Open(ModelBuilder builder) => OnnxModel.Open(builder.Save(_folder), new InputConfig(Scale: 1 / 255.0, Mean: [0], Std: [1]), new OutputConfig());

    private static float[] Numbers(ulong seed, int count, double least = -1)
    {
        var random = new RandomStream(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)(least + ((1 - least) * random.NextDouble())))];
    }

    private static void AssertClose(IEnumerable<double> expected, IEnumerable<float> actual, double tolerance) => AssertClose(expected, actual.Select(value => (double)value), tolerance);

    private static void AssertClose(IEnumerable<double> expected, IEnumerable<double> actual, double tolerance) =>
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, tolerance));
}
