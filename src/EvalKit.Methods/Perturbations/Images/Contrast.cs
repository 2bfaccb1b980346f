using System.Numerics.Tensors;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;

namespace EvalKit.Methods.Perturbations.Images;

/// <summary>
/// Contrast: each channel is drawn towards its mean over the picture, mean + gain × (value − mean). The gain is 0.4, 0.3,
/// 0.2, 0.1, 0.05 in ImageNet-C and 0.75, 0.5, 0.4, 0.3, 0.15 in CIFAR-C.
/// </summary>
[Plugin("contrast", Source = "Hendrycks and Dietterich 2019; hendrycks/robustness, corruptions.py and make_cifar_c.py")]
public sealed record Contrast : IImagePerturbation
{
    private static readonly SeverityScale<float> Gain = new(
        imageNetC: [0.4f, 0.3f, 0.2f, 0.1f, 0.05f],
        cifarC: [0.75f, 0.5f, 0.4f, 0.3f, 0.15f]);

    /// <inheritdoc/>
    public PerturbationCategory Category => PerturbationCategory.Digital;

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<float> source, Span<float> destination, in PerturbationContext context)
    {
        var gain = Gain[context];
        var pixels = context.Shape.Pixels;
        for (var start = 0; start < source.Length; start += pixels)
        {
            var plane = source.Slice(start, pixels);
            var result = destination.Slice(start, pixels);
            var mean = (float)PlaneMean.Of(plane);
            TensorPrimitives.Subtract(plane, mean, result);
            TensorPrimitives.Multiply(result, gain, result);
            TensorPrimitives.Add(result, mean, result);
            TensorPrimitives.Clamp(result, 0f, 1f, result);
        }
    }
}
