using EvalKit.Core.Configuration;
using EvalKit.Onnx.Graphs;
using EvalKit.Onnx.Inference;
using EvalKit.Onnx.Tests.Fixtures;

namespace EvalKit.Onnx.Tests.Differentiation;

/// <summary>Gradients of the bundled models.</summary>
public sealed class BundledGradientTests
{
    private static readonly FashionData Data = new();

    public static TheoryData<string> Differentiable => [.. Repository.Models.Select(model => model.Name)];

    [Theory]
    [MemberData(nameof(Differentiable))]
    public void Every_bundled_model_differentiates(string name)
    {
        using var model = Open(name);
        Assert.Null(model.GradientRefusal);
    }

    // Logits of a linear model are W (x − mean) / std + b: the gradient of one is its row of W over std, whatever the picture.
    [Fact]
    public void The_gradient_of_a_linear_model_is_its_weights()
    {
        using var model = Open("linear");
        var file = ModelFile.Read(model.Path);
        var weights = TensorContent.Numbers(file.Model.Graph.Initializer.Single(tensor => tensor.Dims.Count == 2))!;
        var isByClass = file.Model.Graph.Initializer.Single(tensor => tensor.Dims.Count == 2).Dims[0] == 10;
        for (var label = 0; label < 10; label++)
        {
            var gradient = Gradient(model, 1, label);
            for (var i = 0; i < FashionData.Length; i++)
            {
                var weight = isByClass ? weights[label * FashionData.Length + i] : weights[i * 10 + label];
                Assert.Equal(weight * 255 * model.Input.Scale / model.Input.Std[0], gradient[i], 1e-5);
            }
        }
    }

    // Rectifiers have kinks, so the slope is taken over a step so short that few are crossed, and from the model's own scores.
    [Theory]
    [InlineData("cnn-12-s0", 0.01)]
    [InlineData("resnet", 0.01)]
    [InlineData("mlp", 0.01)]
    public void Gradients_agree_with_the_slope_of_the_scores(string name, double tolerance)
    {
        using var model = Open(name);
        for (var label = 0; label < 3; label++)
        {
            var gradient = Gradient(model, 1, label);
            var norm = Math.Sqrt(gradient.Sum(value => (double)value * value));
            var direction = Array.ConvertAll(gradient, value => (float)(value / norm));
            const float Step = 1e-3f;
            var slope = (Score(model, direction, Step, label) - Score(model, direction, -Step, label)) / (2 * Step);
            Assert.Equal(norm, slope, tolerance * norm);
        }
    }

    [Fact]
    public void Gradients_do_not_depend_on_the_batch()
    {
        using var model = Open("cnn-5-s0");
        var together = Gradient(model, 37, 4);
        for (var i = 0; i < 37; i += 6)
        {
            var alone = new float[FashionData.Length];
            var seed = new float[10];
            seed[4] = 1;
            model.Gradient(Data.Pictures.AsSpan(i * FashionData.Length, FashionData.Length), seed, alone, CancellationToken.None);
            for (var j = 0; j < alone.Length; j++) Assert.Equal(alone[j], together[i * FashionData.Length + j], 1e-5f);
        }
    }

    // A variant in half precision or in 8 bits is nearly the same function as its original.
    [Theory]
    [InlineData("cnn-28-fp16", 0.99)]
    [InlineData("cnn-28-int8", 0.8)]
    public void Gradients_of_compressed_variants_are_like_the_original_s(string name, double cosine)
    {
        using var original = Open("cnn-28-s0");
        using var variant = Open(name);
        var (a, b) = (Gradient(original, 20, 3), Gradient(variant, 20, 3));
        Assert.True(Dot(a, b) / Math.Sqrt(Dot(a, a) * Dot(b, b)) > cosine, $"cosine {Dot(a, b) / Math.Sqrt(Dot(a, a) * Dot(b, b))}");
    }

    private static OnnxModel Open(string name) =>
        OnnxModel.Open(Repository.Models.Single(model => model.Name == name).FullPath, new InputConfig(), new OutputConfig());

    private static float[] Gradient(OnnxModel model, int count, int label)
    {
        var seed = new float[count * 10];
        for (var i = 0; i < count; i++) seed[i * 10 + label] = 1;
        var gradient = new float[count * FashionData.Length];
        model.Gradient(Data.Pictures.AsSpan(0, gradient.Length), seed, gradient, CancellationToken.None);
        return gradient;
    }

    private static double Score(OnnxModel model, float[] direction, float step, int label)
    {
        var scores = new float[10];
        model.Predict(direction.Zip(Data.Pictures, (slope, value) => value + step * slope).ToArray(), scores, CancellationToken.None);
        return scores[label];
    }

    private static double Dot(float[] a, float[] b) => a.Zip(b, (x, y) => (double)x * y).Sum();
}
