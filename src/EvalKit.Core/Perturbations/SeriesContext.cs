using EvalKit.Core.Randomness;

namespace EvalKit.Core.Perturbations;

/// <summary>What a perturbation of one series depends on.</summary>
/// <param name="Channels">The number of channels, at least 1.</param>
/// <param name="Length">The number of values of each channel, at least 1.</param>
/// <param name="SampleRate">Values a second, above 0; 1 for a series without a clock.</param>
/// <param name="Severity">From 1 (mild) to 5 (strong).</param>
/// <param name="StreamKey">The key of this sample's random stream (<see cref="RandomStream.KeyOf"/>).</param>
public readonly record struct SeriesContext(int Channels, int Length, double SampleRate, int Severity, ulong StreamKey)
{
    /// <summary>The sample's random stream, at its beginning.</summary>
    public RandomStream CreateRandom() => new(StreamKey);
}
