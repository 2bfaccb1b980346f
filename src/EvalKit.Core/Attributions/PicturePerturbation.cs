using EvalKit.Core.Images;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Randomness;

namespace EvalKit.Core.Attributions;

/// <summary>A perturbation of the run, on one sample, with the random numbers that the run has for it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Method">The perturbation; null where the run reads a stored copy in its place, which cannot be made here.</param>
/// <param name="Constants">The set of constants.</param>
/// <param name="Seed">The seed of all random streams.</param>
/// <param name="Sample">The sample's id.</param>
public readonly record struct PicturePerturbation(string Name, IImagePerturbation? Method, ConstantSet Constants, ulong Seed, string Sample)
{
    /// <summary>Perturbs the sample's picture, as the run does.</summary>
    /// <param name="picture">[channels, height, width], values 0 to 1.</param>
    /// <param name="severity">From 1 to 5.</param>
    /// <param name="destination">Receives the same shape.</param>
    /// <param name="shape">The picture's shape.</param>
    /// <exception cref="InvalidOperationException">There is no <see cref="Method"/>.</exception>
    public void Apply(ReadOnlySpan<float> picture, int severity, Span<float> destination, ImageShape shape)
    {
        if (Method is null) throw new InvalidOperationException($"{Name} is a stored copy");
        Method.Apply(picture, destination, new PerturbationContext(shape, severity, Constants, RandomStream.KeyOf(Seed, Name, severity, Sample)));
    }
}
