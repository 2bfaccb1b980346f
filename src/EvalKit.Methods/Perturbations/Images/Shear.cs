using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;

namespace EvalKit.Methods.Perturbations.Images;

/// <summary>
/// Shear about the picture's middle: rows are moved sideways or columns up and down, either way, each of the four with
/// probability one quarter, with linear interpolation between pixels and the picture mirrored beyond its edges. From a row
/// or column to the next the move is 0.1, 0.2, 0.3, 0.4, 0.6 pixels.
/// </summary>
[Plugin("shear", Source = "Cubuk et al. 2019, AutoAugment, table 6 (ShearX and ShearY); constants ours")]
public sealed record Shear : IImagePerturbation
{
    private static readonly SeverityScale<double> Slope = new([0.1, 0.2, 0.3, 0.4, 0.6]);

    /// <inheritdoc/>
    public PerturbationCategory Category => PerturbationCategory.Geometry;

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<float> source, Span<float> destination, in PerturbationContext context)
    {
        var slope = Slope[context];
        var random = context.CreateRandom();
        var way = random.NextInt(4);
        if (int.IsOddInteger(way)) slope = -slope;
        var (sideways, upwards) = way < 2 ? (slope, 0.0) : (0.0, slope);
        SamplingGrid.Warp(source, destination, context.Shape, AffineMap.AboutMiddle(context.Shape, 1, sideways, upwards, 1));
    }
}
