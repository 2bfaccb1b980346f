using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;

namespace EvalKit.Methods.Perturbations.Images;

/// <summary>
/// Rotation about the picture's middle, either way with probability one half, with linear interpolation between pixels and
/// the picture mirrored beyond its edges. The angle is 5, 10, 15, 20, 30 degrees.
/// </summary>
[Plugin("rotation", Source = "Engstrom et al. 2019, Exploring the landscape of spatial robustness, section 3; constants ours")]
public sealed record Rotation : IImagePerturbation
{
    private static readonly SeverityScale<double> Degrees = new([5, 10, 15, 20, 30]);

    /// <inheritdoc/>
    public PerturbationCategory Category => PerturbationCategory.Geometry;

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<float> source, Span<float> destination, in PerturbationContext context)
    {
        var random = context.CreateRandom();
        var (sine, cosine) = Math.SinCos(double.DegreesToRadians(Degrees[context]));
        if (random.NextInt(2) == 0) sine = -sine;
        SamplingGrid.Warp(source, destination, context.Shape, AffineMap.AboutMiddle(context.Shape, cosine, sine, -sine, cosine));
    }
}
