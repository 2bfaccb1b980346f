using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;

namespace EvalKit.Methods.Perturbations.Images;

/// <summary>
/// Translation in a direction drawn evenly from the circle, with linear interpolation between pixels and the picture
/// mirrored beyond its edges. The distance is 0.05, 0.1, 0.15, 0.2, 0.3 of the shorter side.
/// </summary>
[Plugin("translation", Source = "Engstrom et al. 2019, Exploring the landscape of spatial robustness, section 3; constants ours")]
public sealed record Translation : IImagePerturbation
{
    private static readonly SeverityScale<double> Distance = new([0.05, 0.1, 0.15, 0.2, 0.3]);

    /// <inheritdoc/>
    public PerturbationCategory Category => PerturbationCategory.Geometry;

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<float> source, Span<float> destination, in PerturbationContext context)
    {
        var random = context.CreateRandom();
        var distance = Distance[context] * Math.Min(context.Shape.Height, context.Shape.Width);
        var (down, right) = Math.SinCos(2 * Math.PI * random.NextDouble());
        SamplingGrid.Warp(source, destination, context.Shape, new AffineMap(1, 0, -distance * right, 0, 1, -distance * down));
    }
}
