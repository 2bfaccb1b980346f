using System.Numerics.Tensors;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;

namespace EvalKit.Methods.Perturbations.Images;

/// <summary>
/// Brightness: the value of HSV (the largest of red, green and blue) is raised and clipped to 1, hue and saturation stay.
/// A grey picture's value is its grey. The amount is 0.1, 0.2, 0.3, 0.4, 0.5 in ImageNet-C and 0.05, 0.1, 0.15, 0.2, 0.3
/// in CIFAR-C.
/// </summary>
[Plugin("brightness", Source = "Hendrycks and Dietterich 2019; hendrycks/robustness, corruptions.py and make_cifar_c.py")]
public sealed record Brightness : IImagePerturbation
{
    private static readonly SeverityScale<float> Amount = new(
        imageNetC: [0.1f, 0.2f, 0.3f, 0.4f, 0.5f],
        cifarC: [0.05f, 0.1f, 0.15f, 0.2f, 0.3f]);

    /// <inheritdoc/>
    public PerturbationCategory Category => PerturbationCategory.Weather;

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<float> source, Span<float> destination, in PerturbationContext context)
    {
        var amount = Amount[context];
        var pixels = context.Shape.Pixels;
        if (context.Shape.Channels != 3)
        {
            TensorPrimitives.Add(source, amount, destination);
            TensorPrimitives.Min(destination, 1f, destination);
            return;
        }

        var red = source[..pixels];
        var green = source.Slice(pixels, pixels);
        var blue = source.Slice(2 * pixels, pixels);
        for (var i = 0; i < pixels; i++)
        {
            var value = Math.Max(Math.Max(red[i], green[i]), blue[i]);
            var raised = Math.Min(value + amount, 1f);

            // Hue and saturation depend on the ratios of the channels only, so all three are multiplied alike. Black has
            // neither and becomes grey.
            var gain = raised / value;
            destination[i] = value == 0 ? raised : Math.Min(red[i] * gain, 1f);
            destination[pixels + i] = value == 0 ? raised : Math.Min(green[i] * gain, 1f);
            destination[(2 * pixels) + i] = value == 0 ? raised : Math.Min(blue[i] * gain, 1f);
        }
    }
}
