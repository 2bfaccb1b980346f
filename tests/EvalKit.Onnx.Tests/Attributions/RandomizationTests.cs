using EvalKit.Core.Attributions;
using EvalKit.Core.Configuration;
using EvalKit.Methods.Attributions.Gradients;
using EvalKit.Methods.Metrics.Explanations;
using EvalKit.Onnx.Inference;
using EvalKit.Onnx.Tests.Fixtures;

namespace EvalKit.Onnx.Tests.Attributions;

/// <summary>
/// Permuting all weights brings the rank agreement of signed attributions to chance: 0 in the mean over permutations, within three
/// standard errors. One permutation is one draw, which all pictures share.
/// </summary>
public sealed class RandomizationTests
{
    private const int Permutations = 24;
    private const int Pictures = 4;
    private static readonly FashionData Data = new();

    [Theory]
    [InlineData("mlp")]
    [InlineData("cnn-5-s0")]
    public void Signed_attributions_of_permuted_models_agree_by_chance_only(string name)
    {
        foreach (var method in (IAttributionMethod[])[new SignedSlope(), new InputXGradient()])
        {
            var (mean, error) = Agreement(name, method);
            Assert.InRange(error, 0.001, 0.02);
            Assert.InRange(mean, -3 * error, 3 * error);
        }
    }

    // Saliency has no sign. Without windows nothing is left of it either; strides and edges leave a pattern of their own, whatever
    // the weights.
    [Fact]
    public void Magnitudes_of_slopes_agree_by_chance_where_a_network_has_no_windows()
    {
        var (mean, error) = Agreement("mlp", new Saliency());
        Assert.InRange(mean, -3 * error, 3 * error);
        Assert.InRange(Agreement("cnn-5-s0", new Saliency()).Mean, 0.15, 0.3);
    }

    private static (double Mean, double Error) Agreement(string name, IAttributionMethod method)
    {
        using var model = OnnxModel.Open(Repository.Models.Single(one => one.Name == name).FullPath, new InputConfig(), new OutputConfig());
        var values = new double[Permutations];
        Span<double> figures = stackalloc double[2];
        for (var i = 0; i < Pictures; i++)
        {
            var picture = Data.Pictures.AsSpan(i * FashionData.Length, FashionData.Length).ToArray();
            var target = Data.Labels[i];
            var map = Explained.By(method, model, picture, target);
            for (var key = 0; key < Permutations; key++)
            {
                Assert.Null(new ParameterRandomization(Stages: 1).Measure(Request(model, method, picture, target, map, (ulong)key + 1), figures, default));
                values[key] += figures[0] / Pictures;
            }
        }

        var mean = values.Average();
        return (mean, Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (Permutations - 1) / Permutations));
    }

    private static ExplanationRequest Request(OnnxModel model, IAttributionMethod method, float[] picture, int target, float[] map, ulong key) => new()
    {
        Model = model,
        PreferredBatch = 1,
        Picture = picture,
        Predicted = target,
        Target = target,
        Attribution = map,
        Method = method,
        Function = Explained.Logit(model, target),
        AttributionKey = 1,
        Substrates = [],
        StreamKey = 1,
        CommonKey = key,
    };
}
