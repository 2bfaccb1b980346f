using EvalKit.Core.Images;
using EvalKit.Core.Randomness;

namespace EvalKit.Core.Perturbations;

/// <summary>What a perturbation of one picture depends on.</summary>
/// <param name="Shape">The picture's shape.</param>
/// <param name="Severity">From 1 (mild) to 5 (strong).</param>
/// <param name="Constants">The set of constants.</param>
/// <param name="StreamKey">The key of this sample's random stream (<see cref="RandomStream.KeyOf"/>).</param>
public readonly record struct PerturbationContext(ImageShape Shape, int Severity, ConstantSet Constants, ulong StreamKey)
{
    /// <summary>The sample's random stream, at its beginning.</summary>
    public RandomStream CreateRandom() => new(StreamKey);
}
