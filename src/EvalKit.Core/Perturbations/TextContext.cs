using EvalKit.Core.Randomness;

namespace EvalKit.Core.Perturbations;

/// <summary>What a perturbation of one text depends on.</summary>
/// <param name="Severity">From 1 (mild) to 5 (strong).</param>
/// <param name="StreamKey">The key of this sample's random stream (<see cref="RandomStream.KeyOf"/>).</param>
public readonly record struct TextContext(int Severity, ulong StreamKey)
{
    /// <summary>The sample's random stream, at its beginning.</summary>
    public RandomStream CreateRandom() => new(StreamKey);
}
