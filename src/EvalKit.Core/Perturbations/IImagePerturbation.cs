namespace EvalKit.Core.Perturbations;

/// <summary>
/// A perturbation of pictures. It is a pure function of the picture and the context, safe to call from several threads,
/// and allocates nothing that the garbage collector must free per picture.
/// </summary>
public interface IImagePerturbation : IPerturbation
{
    /// <summary>Perturbs one picture.</summary>
    /// <param name="source">[channels, height, width], values 0 to 1; left unchanged.</param>
    /// <param name="destination">Receives the same shape, values 0 to 1; must not overlap the source.</param>
    /// <param name="context">Shape, severity, constants and random stream.</param>
    void Apply(ReadOnlySpan<float> source, Span<float> destination, in PerturbationContext context);
}
