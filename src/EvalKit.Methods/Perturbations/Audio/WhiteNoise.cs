using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;

namespace EvalKit.Methods.Perturbations.Audio;

/// <summary>
/// White noise: independent normal numbers are added, whose power is the same at all frequencies. The signal-to-noise ratio of each
/// channel (its variance over the noise's mean square) is 25, 20, 15, 10, 5 dB.
/// </summary>
[Plugin("white-noise", Source = "audiomentations, AddGaussianSNR (Jordal 2019); the ratios are ours")]
public sealed record WhiteNoise : ISeriesPerturbation
{
    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<float> source, Span<float> destination, in SeriesContext context) =>
        NoiseColour.Add(source, destination, exponent: 0, context);
}
