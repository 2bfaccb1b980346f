using EvalKit.Core.Attributions;
using EvalKit.Core.Configuration;
using EvalKit.Core.Models;
using EvalKit.Methods.Attributions.Gradients;
using EvalKit.Methods.Attributions.Graphs;
using EvalKit.Onnx.Inference;
using EvalKit.Onnx.Tests.Fixtures;

namespace EvalKit.Onnx.Tests.Attributions;

/// <summary>
/// Attributions of the first test picture by bundled models at the pixels (7, 20), (14, 14), (20, 5) and (18, 22), beside those of
/// Captum's own code in 64 bit on the same weights: the command <c>numbers</c> of
/// tests/EvalKit.Benchmarks/Attributions/captum_agreement.py, whose command <c>compare</c> does it for whole maps.
/// </summary>
public sealed class CaptumTests
{
    private static readonly FashionData Data = new();

    [Theory]
    [InlineData("mlp", "saliency", 0.147297, 0.463564, 0.188448, 0.094561)]
    [InlineData("mlp", "input-x-gradient", -0.000577636, 0.199969, -0.135978, -0.0533991)]
    [InlineData("mlp", "integrated-gradients", -0.00107438, 0.148068, -0.0940469, 0.0297556)]
    [InlineData("mlp", "guided-backpropagation", 0.200293, 0.144586, 0.115895, 0.193497)]
    [InlineData("mlp", "deeplift", -0.000976809, 0.122032, -0.0629105, 0.0398983)]
    [InlineData("mlp", "lrp", 0.0415493, 0.0673895, -0.0820819, -0.0263547)]
    [InlineData("cnn-8-s0", "saliency", 0.841496, 0.00139715, 0.145927, 0.015877)]
    [InlineData("cnn-8-s0", "input-x-gradient", -0.00329998, -0.000602691, -0.105296, 0.00896582)]
    [InlineData("cnn-8-s0", "integrated-gradients", -0.0072029, 0.369298, -0.0235819, 0.267108)]
    [InlineData("cnn-8-s0", "guided-backpropagation", 0.416692, 0.121021, 0.0682468, 0.0610892)]
    [InlineData("cnn-8-s0", "deeplift", -0.00346242, 0.18235, -0.0747569, -0.00402934)]
    [InlineData("cnn-8-s0", "lrp", 0.237368, -0.000203107, -0.0635613, 0.004425)]
    [InlineData("cnn-8-s0", "grad-cam", 0.205034, 0.20762, 0.033987, 0.0516612)]
    [InlineData("resnet", "saliency", 0.0548908, 1.16414, 0.416937, 1.31552)]
    [InlineData("resnet", "input-x-gradient", 0.000215258, 0.502176, 0.300849, 0.742883)]
    [InlineData("resnet", "integrated-gradients", -0.000227793, 0.676015, 0.67531, 0.399062)]
    [InlineData("resnet", "guided-backpropagation", 0.266655, 0.107336, 0.11409, 0.0264896)]
    [InlineData("resnet", "deeplift", -0.00322203, 0.493539, 0.234323, 0.441964)]
    [InlineData("resnet", "lrp", -0.0154836, 0.169233, 0.181605, 0.366644)]
    [InlineData("resnet", "grad-cam", 0.311448, 0.59226, 0.528341, 0.450022)]
    public void Attributions_are_captum_s(string name, string kind, double first, double second, double third, double fourth)
    {
        using var model = OnnxModel.Open(Repository.Models.Single(one => one.Name == name).FullPath, new InputConfig(), new OutputConfig());
        var map = Explained.By(Method(kind), model, Data.Pictures[..FashionData.Length], target: 9);
        Assert.Equal([first, second, third, fourth], [map[(7 * 28) + 20], map[(14 * 28) + 14], map[(20 * 28) + 5], map[(18 * 28) + 22]], Agree);

        // The typed-in numbers have six digits.
        static bool Agree(double one, double other) => Math.Abs(one - other) <= 1e-5 * Math.Max(0.1, Math.Abs(one)) * 3;
    }

    private static IAttributionMethod Method(string kind) => kind switch
    {
        "saliency" => new Saliency(),
        "input-x-gradient" => new InputXGradient(),
        "integrated-gradients" => new IntegratedGradients(Steps: 50, Residual: 1),
        "guided-backpropagation" => new GuidedBackpropagation(),
        "deeplift" => new DeepLift(),
        "lrp" => new LayerwiseRelevance(RelevanceRule.Epsilon, RelevanceRule.Epsilon, Epsilon: 1e-9),
        _ => new GradCam(),
    };
}
