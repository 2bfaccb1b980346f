using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;

namespace EvalKit.Methods.Perturbations.Audio;

/// <summary>
/// Pink noise: noise is added whose power falls by 3 dB an octave, from a thousandth of the sample rate on. The signal-to-noise ratio of each
/// channel (its variance over the noise's mean square) is 25, 20, 15, 10, 5 dB.
/// </summary>
[Plugin("pink-noise", Source = "audiomentations, AddColorNoise (Jordal 2019); shaped as by Timmer and König 1995; the ratios are ours")]
public sealed record PinkNoise : ISeriesPerturbation
{
    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<float> source, Span<float> destination, in SeriesContext context) =>
        NoiseColour.Add(source, destination, exponent: 1, context);
}
