using System.Numerics.Tensors;
using EvalKit.Core.Memory;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;

namespace EvalKit.Methods.Perturbations.Images;

/// <summary>
/// Frost on a window: picture × its share + frost × its share, clipped to 1. The textures are synthetic: the original pastes
/// cut-outs of five photographs, ours are ridges of a plasma fractal, drawn anew for every sample, in the mean colour and
/// with the contrast of one of these five photographs, chosen at random (their mean over a cut-out varies as theirs does).
/// So PSNR, mean shift and contrast agree with the original's, the shapes of the crystals do not. A grey picture gets the
/// luma of the frost. The shares of picture and frost are (1, 0.4), (0.8, 0.6), (0.7, 0.7), (0.65, 0.7), (0.6, 0.75) in
/// ImageNet-C and (1, 0.2), (1, 0.3), (0.9, 0.4), (0.85, 0.4), (0.75, 0.45) in CIFAR-C.
/// </summary>
[Plugin("frost", Source = "Hendrycks and Dietterich 2019; hendrycks/robustness, corruptions.py and make_cifar_c.py, with synthetic textures")]
public sealed record Frost : IImagePerturbation
{
    // How much the octaves of the fractal differ: crystals of all sizes.
    private const double Decay = 1.1;

    private static readonly SeverityScale<(float Picture, float Frost)> Shares = new(
        imageNetC: [(1, 0.4f), (0.8f, 0.6f), (0.7f, 0.7f), (0.65f, 0.7f), (0.6f, 0.75f)],
        cifarC: [(1, 0.2f), (1, 0.3f), (0.9f, 0.4f), (0.85f, 0.4f), (0.75f, 0.45f)]);

    // Measured over random cut-outs of 224 × 224 pixels of frost1.png to frost5.jpg; the second and third are alike.
    private static readonly Texture[] Textures =
    [
        new([77, 148, 164], 15, 10), new([198, 202, 211], 19, 7), new([198, 202, 211], 19, 7), new([144, 158, 171], 26, 8),
        new([101, 112, 124], 35, 13),
    ];

    /// <inheritdoc/>
    public PerturbationCategory Category => PerturbationCategory.Weather;

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<float> source, Span<float> destination, in PerturbationContext context)
    {
        var (pictureShare, frostShare) = Shares[context];
        var (channels, height, width) = context.Shape;
        var random = context.CreateRandom();
        var texture = Textures[random.NextInt(Textures.Length)];
        var brightness = (float)random.NextGaussian() * texture.DeviationOfMean;

        var side = PlasmaFractal.SideFor(height, width);
        using var buffer = new PooledBuffer<float>(side * side);
        var crystals = buffer.Span;
        PlasmaFractal.Fill(crystals, side, Decay, ref random);
        Standardise(crystals);

        var pixels = context.Shape.Pixels;
        for (var channel = 0; channel < channels; channel++)
        {
            var mean = (channels == 3 ? texture.Colour[channel] : Luma.Of(texture.Colour)) + brightness;
            for (var y = 0; y < height; y++)
            {
                var result = destination.Slice((channel * pixels) + (y * width), width);
                TensorPrimitives.Multiply(crystals.Slice(y * side, width), texture.Deviation / 255, result);
                TensorPrimitives.Add(result, mean / 255, result);
                TensorPrimitives.Clamp(result, 0f, 1f, result);
            }
        }

        TensorPrimitives.Multiply(destination, frostShare, destination);
        TensorPrimitives.MultiplyAdd(source, pictureShare, destination, destination);
        TensorPrimitives.Min(destination, 1f, destination);
    }

    // Ridges where the fractal passes its middle height, then mean 0 and standard deviation 1.
    private static void Standardise(Span<float> crystals)
    {
        var middle = (float)PlaneMean.Of(crystals);
        TensorPrimitives.Subtract(crystals, middle, crystals);
        TensorPrimitives.Abs(crystals, crystals);
        TensorPrimitives.Negate(crystals, crystals);
        TensorPrimitives.Subtract(crystals, (float)PlaneMean.Of(crystals), crystals);
        var variance = 0.0;
        foreach (var value in crystals) variance += (double)value * value;

        // A fractal of 2 × 2 places may be flat.
        var deviation = (float)Math.Sqrt(variance / crystals.Length);
        if (deviation > 0) TensorPrimitives.Divide(crystals, deviation, crystals);
    }

    /// <summary>What a photograph of frost is like, in 8-bit levels.</summary>
    /// <param name="Colour">Its mean red, green and blue.</param>
    /// <param name="Deviation">The standard deviation within a cut-out.</param>
    /// <param name="DeviationOfMean">The standard deviation of the mean over cut-outs.</param>
    private sealed record Texture(float[] Colour, float Deviation, float DeviationOfMean);
}
