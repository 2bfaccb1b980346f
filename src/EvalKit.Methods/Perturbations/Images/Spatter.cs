using System.Numerics.Tensors;
using EvalKit.Core.Memory;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;
using EvalKit.Methods.Perturbations.Liquids;

namespace EvalKit.Methods.Perturbations.Images;

/// <summary>
/// Spatter: drops of a liquid where smoothed normal noise exceeds a threshold. Water (severities 1 to 3) is added and
/// shines towards its middle, pale turquoise; mud (4 and 5) covers, brown. A grey picture gets the luma of these colours.
/// Where no noise exceeds the threshold, as happens on small pictures, the picture stays. Mean and standard deviation of
/// the noise, its smoothing in pixels, threshold, and the brightness of water or the smoothing of mud are, in ImageNet-C,
/// (0.65, 0.3, 4, 0.69, 0.6), (0.65, 0.3, 3, 0.68, 0.6), (0.65, 0.3, 2, 0.68, 0.5), (0.65, 0.3, 1, 0.65, 1.5),
/// (0.67, 0.4, 1, 0.65, 1.5) and, in CIFAR-C, (0.62, 0.1, 0.7, 0.7, 0.5), (0.65, 0.1, 0.8, 0.7, 0.5), (0.65, 0.3, 1, 0.69,
/// 0.5), (0.65, 0.1, 0.7, 0.69, 0.6), (0.65, 0.1, 0.5, 0.68, 0.6).
/// </summary>
[Plugin("spatter", Source = "Hendrycks and Dietterich 2019; hendrycks/robustness, corruptions.py and make_cifar_c.py")]
public sealed record Spatter : IImagePerturbation
{
    // Mud thinner than this is not seen.
    private const float ThinnestMud = 0.8f;

    private static readonly SeverityScale<Liquid> Drops = new(
        imageNetC:
        [
            new(0.65f, 0.3f, 4, 0.69f, 0.6f), new(0.65f, 0.3f, 3, 0.68f, 0.6f), new(0.65f, 0.3f, 2, 0.68f, 0.5f),
            new(0.65f, 0.3f, 1, 0.65f, 1.5f), new(0.67f, 0.4f, 1, 0.65f, 1.5f),
        ],
        cifarC:
        [
            new(0.62f, 0.1f, 0.7, 0.7f, 0.5f), new(0.65f, 0.1f, 0.8, 0.7f, 0.5f), new(0.65f, 0.3f, 1, 0.69f, 0.5f),
            new(0.65f, 0.1f, 0.7, 0.69f, 0.6f), new(0.65f, 0.1f, 0.5, 0.68f, 0.6f),
        ]);

    private static ReadOnlySpan<float> Water => [175 / 255f, 238 / 255f, 238 / 255f];

    private static ReadOnlySpan<float> Mud => [63 / 255f, 42 / 255f, 20 / 255f];

    /// <inheritdoc/>
    public PerturbationCategory Category => PerturbationCategory.Weather;

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<float> source, Span<float> destination, in PerturbationContext context)
    {
        var liquid = Drops[context];
        var (channels, height, width) = context.Shape;
        var pixels = context.Shape.Pixels;
        using var buffer = new PooledBuffer<float>(2 * pixels);
        var noise = buffer.Span[..pixels];
        var layer = buffer.Span[pixels..];
        var random = context.CreateRandom();
        random.FillGaussian(noise);
        TensorPrimitives.Multiply(noise, liquid.Deviation, noise);
        TensorPrimitives.Add(noise, liquid.Mean, noise);
        GaussianFilter.Blur(noise, layer, height, width, liquid.Smoothing);

        var isMud = context.Severity >= 4;
        if (isMud)
        {
            for (var i = 0; i < pixels; i++) noise[i] = layer[i] > liquid.Threshold ? 1 : 0;
            GaussianFilter.Blur(noise, layer, height, width, liquid.Strength);
            foreach (ref var thickness in layer) thickness = thickness < ThinnestMud ? 0 : Math.Min(thickness, 1);
        }
        else
        {
            foreach (ref var value in layer) value = value < liquid.Threshold ? 0 : value;
            WaterLayer.Shine(layer, height, width);
            TensorPrimitives.Multiply(layer, liquid.Strength, layer);
        }

        var colour = isMud ? Mud : Water;
        for (var channel = 0; channel < channels; channel++)
        {
            var plane = source.Slice(channel * pixels, pixels);
            var result = destination.Slice(channel * pixels, pixels);
            var shade = channels == 3 ? colour[channel] : Luma.Of(colour);

            // Water: x + shade · layer. Mud: x · (1 − layer) + shade · layer.
            if (isMud) TensorPrimitives.Subtract(shade, plane, result);
            else result.Fill(shade);
            TensorPrimitives.MultiplyAdd(result, layer, plane, result);
            TensorPrimitives.Clamp(result, 0f, 1f, result);
        }
    }

    private readonly record struct Liquid(float Mean, float Deviation, double Smoothing, float Threshold, float Strength);
}
