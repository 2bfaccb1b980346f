using System.ComponentModel.DataAnnotations;
using System.Numerics.Tensors;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;

namespace EvalKit.Methods.Perturbations.Images;

/// <summary>
/// Fourier basis noise: to each channel a cosine wave of one frequency is added, in the same place for all samples (1 at the
/// first pixel), with a random sign for each channel and sample, and the sum is clipped to 0 to 1. Per channel the wave has an L2
/// norm of v: Yin et al. take 4 for pictures of 32×32 pixels and 15.7 for ImageNet's, which is severity 3 here; the others
/// have ¼, ½, 1½ and 2 times that. For other sizes v grows with the root of the number of pixels, so that it is 15.7/224 of
/// it with ImageNet-C's constants and 4/32 of it with CIFAR-C's.
/// </summary>
/// <param name="Down">Waves from the picture's top to its bottom. Beyond half the rows a frequency is the same as a lower one.</param>
/// <param name="Across">Waves from left to right, likewise; negative where they fall to the left as they go down.</param>
[Plugin("fourier-noise", Source = "Yin et al. 2019, A Fourier perspective on model robustness in computer vision, section 3")]
public sealed record FourierNoise([Range(0, 1024)] int Down = 6, [Range(-1024, 1024)] int Across = 6) : IImagePerturbation
{
    private static readonly SeverityScale<double> RootMeanSquare = new(
        imageNetC: [0.25 * 15.7 / 224, 0.5 * 15.7 / 224, 15.7 / 224, 1.5 * 15.7 / 224, 2 * 15.7 / 224],
        cifarC: [0.25 * 4 / 32, 0.5 * 4 / 32, 4.0 / 32, 1.5 * 4 / 32, 2.0 * 4 / 32]);

    /// <inheritdoc/>
    public PerturbationCategory Category => PerturbationCategory.Noise;

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<float> source, Span<float> destination, in PerturbationContext context)
    {
        var (channels, height, width) = context.Shape;
        var random = context.CreateRandom();
        var wave = destination[..context.Shape.Pixels];
        var amplitude = (float)(RootMeanSquare[context] / FillWave(wave, height, width));

        // The first channel's place holds the wave until the others have it.
        for (var channel = channels - 1; channel >= 0; channel--)
        {
            var places = (channel * wave.Length)..((channel + 1) * wave.Length);
            TensorPrimitives.MultiplyAdd(wave, random.NextInt(2) == 0 ? amplitude : -amplitude, source[places], destination[places]);
        }

        TensorPrimitives.Clamp(destination, 0f, 1f, destination);
    }

    // Returns the wave's root mean square: 1/√2, but 1 where it is as high everywhere.
    private double FillWave(Span<float> wave, int height, int width)
    {
        var squares = 0.0;
        for (var i = 0; i < wave.Length; i++)
        {
            // Whole turns are taken off before they cost digits.
            var turns = ((double)((long)Down * (i / width) % height) / height) + ((double)((long)Across * (i % width) % width) / width);
            wave[i] = (float)Math.Cos(2 * Math.PI * turns);
            squares += (double)wave[i] * wave[i];
        }

        return Math.Sqrt(squares / wave.Length);
    }
}
