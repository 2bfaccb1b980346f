namespace EvalKit.Core.Perturbations;

/// <summary>
/// A perturbation of pictures whose strength is one number that only ever disturbs more as it grows, so that the level at
/// which a model gives way can be sought between and beyond the five severities.
/// </summary>
public interface IGradedImagePerturbation : IImagePerturbation
{
    /// <summary>What the level is, and the range in which it is sought by default.</summary>
    LevelScale Levels { get; }

    /// <summary>
    /// Perturbs one picture at a level. The random numbers do not depend on the level: the same stream at a higher level gives
    /// the same disturbance, stronger.
    /// </summary>
    /// <param name="level">Above 0, in the unit of <see cref="Levels"/>.</param>
    /// <param name="source">[channels, height, width], values 0 to 1; left unchanged.</param>
    /// <param name="destination">Receives the same shape, values 0 to 1; must not overlap the source.</param>
    /// <param name="context">Shape and random stream; severity and constants are not looked at.</param>
    void ApplyAt(double level, ReadOnlySpan<float> source, Span<float> destination, in PerturbationContext context);
}
