using EvalKit.Core.Randomness;
using EvalKit.Onnx.Tests.Fixtures;
using static EvalKit.Onnx.Graphs.Schema.TensorProto.Types;
using static EvalKit.Onnx.Tests.Fixtures.ModelBuilder;

namespace EvalKit.Benchmarks;

/// <summary>
/// MobileNet of width 0.5 at 224×224 with random weights: 1.3 M parameters, 149 M multiply-adds. Its batch normalisation is
/// folded into the convolutions, as exports have it.
/// </summary>
/// <remarks>Howard et al. 2017, MobileNets, tables 1 and 6.</remarks>
internal static class RandomNetwork
{
    /// <summary>The length of the input's sides.</summary>
    public const int Side = 224;

    /// <summary>The number of scores.</summary>
    public const int Classes = 1000;

    // Channels after each separable block, and its stride.
    private static readonly (int Channels, int Stride)[] Blocks =
    [
        (32, 1), (64, 2), (64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (256, 1), (256, 1), (256, 1), (256, 1), (512, 2), (512, 1),
    ];

    /// <summary>Writes the network.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="seed">Seeds the weights.</param>
    /// <param name="batch">The batch size that the graph fixes; null leaves it free.</param>
    /// <returns>The path of the file.</returns>
    public static string Write(TemporaryFolder folder, ulong seed, int? batch = null)
    {
        object size = batch is { } fixedBatch ? fixedBatch : "N";
        var builder = new ModelBuilder().Input("x", DataType.Float, size, 3, Side, Side).Output("scores", DataType.Float, size, Classes)
            .Metadata("evalkit.input", """{"scale":0.00392156862745098,"mean":[0.485,0.456,0.406],"std":[0.229,0.224,0.225]}""");
        var random = new RandomStream(seed);
        var (channels, last) = (16, Convolution(builder, ref random, "x", 3, 16, kernel: 3, stride: 2, groups: 1));
        foreach (var (wider, stride) in Blocks)
        {
            last = Convolution(builder, ref random, last, channels, channels, kernel: 3, stride, groups: channels);
            last = Convolution(builder, ref random, last, channels, wider, kernel: 1, stride: 1, groups: 1);
            channels = wider;
        }

        builder.Node("GlobalAveragePool", [last], "pooled").Node("Flatten", ["pooled"], "flat")
            .Weight("w", [channels, Classes], Gaussian(ref random, channels * Classes, channels))
            .Weight("b", [Classes], 0f)
            .Node("Gemm", ["flat", "w", "b"], "scores");
        return builder.Save(folder, $"mobilenet-{seed}{(batch is null ? "" : $"-batch-{batch}")}.onnx");
    }

    private static string Convolution(ModelBuilder builder, ref RandomStream random, string from, int channels, int wider, int kernel, int stride, int groups)
    {
        var (name, padding) = ($"c{builder.Model.Graph.Node.Count}", kernel / 2);
        var inputs = channels / groups * kernel * kernel;
        builder.Weight($"{name}-w", [wider, channels / groups, kernel, kernel], Gaussian(ref random, wider * inputs, inputs))
            .Weight($"{name}-b", [wider], 0f)
            .Node("Conv", [from, $"{name}-w", $"{name}-b"], name,
                Attribute("kernel_shape", [kernel, kernel]), Attribute("strides", [stride, stride]),
                Attribute("pads", [padding, padding, padding, padding]), Attribute("group", (long)groups))
            .Node("Relu", [name], $"{name}-relu");
        return $"{name}-relu";
    }

    // He initialisation keeps the activations' size through the layers, so that no number becomes denormal, which is slow.
    private static float[] Gaussian(ref RandomStream random, int count, int inputs)
    {
        var weights = new float[count];
        random.FillGaussian(weights);
        foreach (ref var weight in weights.AsSpan()) weight *= MathF.Sqrt(2f / inputs);
        return weights;
    }
}
