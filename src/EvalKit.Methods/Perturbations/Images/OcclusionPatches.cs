using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;

namespace EvalKit.Methods.Perturbations.Images;

/// <summary>
/// Occlusion: four squares of middle grey (0.5 in every channel) cover parts of the picture, each wholly inside and at a
/// place drawn evenly, so that they may overlap. Their side is 0.1, 0.15, 0.2, 0.25, 0.35 of the shorter side, rounded, at
/// least one pixel.
/// </summary>
[Plugin("occlusion-patches", Source = "Fawzi and Frossard 2016, Measuring the effect of nuisance variables on classifiers; DeVries and Taylor 2017, Cutout; constants ours")]
public sealed record OcclusionPatches : IImagePerturbation
{
    private const int Count = 4;
    private const float Grey = 0.5f;

    private static readonly SeverityScale<double> Side = new([0.1, 0.15, 0.2, 0.25, 0.35]);

    /// <inheritdoc/>
    public PerturbationCategory Category => PerturbationCategory.Geometry;

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<float> source, Span<float> destination, in PerturbationContext context)
    {
        var (channels, height, width) = context.Shape;
        var side = Math.Max((int)Math.Round(Side[context] * Math.Min(height, width)), 1);
        var random = context.CreateRandom();
        source.CopyTo(destination);
        for (var patch = 0; patch < Count; patch++)
        {
            var (top, left) = (random.NextInt(height - side + 1), random.NextInt(width - side + 1));
            for (var channel = 0; channel < channels; channel++)
            {
                for (var y = top; y < top + side; y++) destination.Slice((((channel * height) + y) * width) + left, side).Fill(Grey);
            }
        }
    }
}
