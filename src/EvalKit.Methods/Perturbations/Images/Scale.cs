using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;

namespace EvalKit.Methods.Perturbations.Images;

/// <summary>
/// Scale: the picture is enlarged about its middle, or made smaller by the same factor, each with probability one half, with
/// linear interpolation between pixels and the picture mirrored beyond its edges. The factor is 1.1, 1.2, 1.3, 1.5, 2.
/// </summary>
[Plugin("scale", Source = "Azulay and Weiss 2019, Why do deep convolutional networks generalize so poorly to small image transformations?; constants ours")]
public sealed record Scale : IImagePerturbation
{
    private static readonly SeverityScale<double> Factor = new([1.1, 1.2, 1.3, 1.5, 2]);

    /// <inheritdoc/>
    public PerturbationCategory Category => PerturbationCategory.Geometry;

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<float> source, Span<float> destination, in PerturbationContext context)
    {
        var random = context.CreateRandom();
        var factor = Factor[context];
        var step = random.NextInt(2) == 0 ? factor : 1 / factor;
        SamplingGrid.Warp(source, destination, context.Shape, AffineMap.AboutMiddle(context.Shape, step, 0, 0, step));
    }
}
