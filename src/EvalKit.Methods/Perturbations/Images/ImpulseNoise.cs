using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;

namespace EvalKit.Methods.Perturbations.Images;

/// <summary>
/// Impulse noise (salt and pepper): a share of the values becomes 0 or 1, each with probability one half. Channels are
/// drawn apart, as skimage.util.random_noise does. The share is 0.03, 0.06, 0.09, 0.17, 0.27 in ImageNet-C and 0.01, 0.02,
/// 0.03, 0.05, 0.07 in CIFAR-C.
/// </summary>
[Plugin("impulse-noise", Source = "Hendrycks and Dietterich 2019; hendrycks/robustness, corruptions.py and make_cifar_c.py")]
public sealed record ImpulseNoise : IGradedImagePerturbation
{
    private static readonly SeverityScale<double> Share = new(
        imageNetC: [0.03, 0.06, 0.09, 0.17, 0.27],
        cifarC: [0.01, 0.02, 0.03, 0.05, 0.07]);

    /// <inheritdoc/>
    public PerturbationCategory Category => PerturbationCategory.Noise;

    /// <inheritdoc/>
    public LevelScale Levels { get; } = new("fraction", 0.01, 0.64);

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<float> source, Span<float> destination, in PerturbationContext context) =>
        ApplyAt(Share[context], source, destination, context);

    /// <inheritdoc/>
    public void ApplyAt(double level, ReadOnlySpan<float> source, Span<float> destination, in PerturbationContext context)
    {
        // 31 bits say whether a value is struck, one whether by salt; a draw serves two values.
        var threshold = (uint)Math.Round(Math.Min(level, 1) * (1u << 31));
        var random = context.CreateRandom();
        var bits = 0UL;
        for (var i = 0; i < source.Length; i++)
        {
            bits = int.IsEvenInteger(i) ? random.NextBits() : bits >> 32;
            var isStruck = ((uint)bits >> 1) < threshold;
            destination[i] = isStruck ? (uint)bits & 1 : source[i];
        }
    }
}
