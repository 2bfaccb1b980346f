using System.Numerics.Tensors;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;

namespace EvalKit.Methods.Perturbations.Images;

/// <summary>
/// Colour cast: light of a hue drawn evenly from the circle. Each channel is multiplied by 1 + a · (t − luma of t) and
/// clipped to 1, where the tint t of a channel is ½ + ½ · cos(hue − the channel's own hue: 0°, 120°, 240°); so greys keep
/// their luma but for clipping. A grey picture has no colour and stays as it is. The amount a is 0.15, 0.3, 0.5, 0.7, 1.
/// </summary>
[Plugin("colour-cast", Source = "Afifi and Brown 2019, What else can fool deep learning? Addressing color constancy errors; constants ours")]
public sealed record ColourCast : IImagePerturbation
{
    private static readonly SeverityScale<float> Amount = new([0.15f, 0.3f, 0.5f, 0.7f, 1]);

    /// <inheritdoc/>
    public PerturbationCategory Category => PerturbationCategory.Weather;

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<float> source, Span<float> destination, in PerturbationContext context)
    {
        var amount = Amount[context];
        if (context.Shape.Channels != 3)
        {
            source.CopyTo(destination);
            return;
        }

        var random = context.CreateRandom();
        var hue = 2 * Math.PI * random.NextDouble();
        Span<float> tint = stackalloc float[3];
        for (var channel = 0; channel < 3; channel++) tint[channel] = (float)(0.5 + (0.5 * Math.Cos(hue - (2 * Math.PI * channel / 3))));
        var pixels = context.Shape.Pixels;
        for (var channel = 0; channel < 3; channel++)
        {
            var gain = 1 + (amount * (tint[channel] - Luma.Of(tint)));
            TensorPrimitives.Multiply(source.Slice(channel * pixels, pixels), gain, destination.Slice(channel * pixels, pixels));
        }

        TensorPrimitives.Min(destination, 1f, destination);
    }
}
