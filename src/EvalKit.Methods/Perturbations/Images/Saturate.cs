using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;

namespace EvalKit.Methods.Perturbations.Images;

/// <summary>
/// Saturate: the saturation of HSV becomes gain × saturation + offset, clipped to 0 to 1; hue and value stay. A pixel
/// without colour has the hue of red, and turns red where there is an offset. A grey picture has no saturation and stays
/// as it is. Gain and offset are (0.3, 0), (0.1, 0), (2, 0), (5, 0.1), (20, 0.2) in ImageNet-C and (0.3, 0), (0.1, 0),
/// (1.5, 0), (2, 0.1), (2.5, 0.2) in CIFAR-C: the first two take colour away, the others add it.
/// </summary>
[Plugin("saturate", Source = "Hendrycks and Dietterich 2019; hendrycks/robustness, corruptions.py and make_cifar_c.py")]
public sealed record Saturate : IImagePerturbation
{
    private static readonly SeverityScale<(float Gain, float Offset)> Saturation = new(
        imageNetC: [(0.3f, 0), (0.1f, 0), (2, 0), (5, 0.1f), (20, 0.2f)],
        cifarC: [(0.3f, 0), (0.1f, 0), (1.5f, 0), (2, 0.1f), (2.5f, 0.2f)]);

    /// <inheritdoc/>
    public PerturbationCategory Category => PerturbationCategory.Weather;

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<float> source, Span<float> destination, in PerturbationContext context)
    {
        var (gain, offset) = Saturation[context];
        if (context.Shape.Channels != 3)
        {
            source.CopyTo(destination);
            return;
        }

        var pixels = context.Shape.Pixels;
        var reds = source[..pixels];
        var greens = source.Slice(pixels, pixels);
        var blues = source.Slice(2 * pixels, pixels);
        var newReds = destination[..pixels];
        var newGreens = destination.Slice(pixels, pixels);
        var newBlues = destination.Slice(2 * pixels, pixels);
        for (var i = 0; i < pixels; i++)
        {
            var (red, green, blue) = (reds[i], greens[i], blues[i]);
            var value = Math.Max(Math.Max(red, green), blue);
            var range = value - Math.Min(Math.Min(red, green), blue);

            // Hue stays when the channels' distances from the value are all multiplied alike.
            var wanted = Math.Min(value == 0 ? offset : (gain * range / value) + offset, 1f) * value;
            var ratio = range == 0 ? 0 : wanted / range;
            newReds[i] = Math.Max(value - ((value - red) * ratio), 0);
            newGreens[i] = range == 0 ? value - wanted : Math.Max(value - ((value - green) * ratio), 0);
            newBlues[i] = range == 0 ? value - wanted : Math.Max(value - ((value - blue) * ratio), 0);
        }
    }
}
