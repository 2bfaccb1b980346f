using System.Globalization;
using EvalKit.Core.Attributions;
using EvalKit.Core.Configuration;
using EvalKit.Core.Execution;
using EvalKit.Data.Decoding;
using EvalKit.Methods.Attributions.Gradients;
using EvalKit.Methods.Metrics.Explanations;
using EvalKit.Onnx.Inference;
using EvalKit.Onnx.Tests.Attributions;
using EvalKit.Onnx.Tests.Fixtures;

namespace EvalKit.Benchmarks.Attributions;

/// <summary>
/// What is left of an attribution when all weights of a model are permuted: rank correlations, the mean over 16 pictures and many
/// permutations with its standard error over the permutations; and of two permuted models with each other, which share nothing
/// but the architecture and the picture.
/// </summary>
internal static class RandomizationChance
{
    private const int Pictures = 16;
    private static readonly string[] Models = ["linear", "mlp", "cnn-2-s0", "cnn-5-s0", "cnn-8-s0", "cnn-28-s0", "resnet", "vit"];
    private static readonly IAttributionMethod[] Methods = [new SignedSlope(), new InputXGradient(), new Saliency()];

    /// <summary>Prints the table.</summary>
    /// <param name="permutations">How many are drawn.</param>
    public static void Run(int permutations)
    {
        var images = Repository.Path("eval-configs/data/fashion/t10k-images-idx3-ubyte.gz");
        var pictures = Enumerable.Range(0, Pictures).Select(i => StoredPicture.Load(string.Create(CultureInfo.InvariantCulture, $"{images}#{i}")).Values()).ToArray();
        Console.WriteLine("| model | slope, signed | input × gradient, signed | saliency | saliency, two permuted models |\n| --- | --: | --: | --: | --: |");
        foreach (var name in Models)
        {
            using var model = OnnxModel.Open(Repository.Path($"models/fashion/{name}.onnx"), new InputConfig(), new OutputConfig());
            var targets = pictures.Select(picture => ExplainedPicture.Predict(model, picture, CancellationToken.None)).ToArray();
            float[][][] Maps(OnnxModel of) => [.. Methods.Select(method => pictures.Select((picture, i) => Map(method, of, picture, targets[i])).ToArray())];
            var trained = Maps(model);
            var permuted = Enumerable.Range(1, permutations).Select(key => Maps((OnnxModel)model.Permuted(1, (ulong)key, out _)!)).ToArray();
            var cells = Methods.Select((_, method) => Cell(permuted.Select(maps => Agreement(trained[method], maps[method]))))
                .Append(Cell(permuted.Chunk(2).Select(pair => Agreement(pair[0][2], pair[^1][2]))));
            Console.WriteLine($"| {name} | {string.Join(" | ", cells)} |");
        }
    }

    private static float[] Map(IAttributionMethod method, OnnxModel model, float[] picture, int target)
    {
        var map = new float[model.Signature.Input.Pixels];
        method.Attribute(new(new ClassScore(model, target, ExplainedOutput.Logit, 1), picture, 1), map, [], default);
        return map;
    }

    private static double Agreement(float[][] one, float[][] other) => one.Zip(other, (a, b) => Correlation.Spearman(a, b)).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average();

    private static string Cell(IEnumerable<double> agreements)
    {
        var values = agreements.Where(double.IsFinite).ToArray();
        var mean = values.Average();
        var error = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1) / values.Length);
        return string.Create(CultureInfo.InvariantCulture, $"{mean:F4} ± {error:F4}");
    }
}
