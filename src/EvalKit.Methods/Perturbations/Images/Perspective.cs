using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;

namespace EvalKit.Methods.Perturbations.Images;

/// <summary>
/// Perspective: the picture shows the quadrilateral whose corners are its own, each moved evenly at random along either side,
/// as a plane that is seen at a slant; linear interpolation between pixels, and the picture mirrored beyond its edges. The
/// corners move by up to 0.04, 0.08, 0.12, 0.16, 0.2 of a side.
/// </summary>
[Plugin("perspective", Source = "Heckbert 1989, Fundamentals of texture mapping and image warping, section 2.2.3; constants ours")]
public sealed record Perspective : IImagePerturbation
{
    private static readonly SeverityScale<double> Reach = new([0.04, 0.08, 0.12, 0.16, 0.2]);

    /// <inheritdoc/>
    public PerturbationCategory Category => PerturbationCategory.Geometry;

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<float> source, Span<float> destination, in PerturbationContext context)
    {
        var reach = Reach[context];
        var (_, height, width) = context.Shape;
        var random = context.CreateRandom();
        Span<(double X, double Y)> corners = [(0, 0), (1, 0), (1, 1), (0, 1)];
        foreach (ref var corner in corners)
        {
            corner.X += reach * ((2 * random.NextDouble()) - 1);
            corner.Y += reach * ((2 * random.NextDouble()) - 1);
        }

        var map = SquareMap.To(corners);
        using var places = new SamplingGrid(context.Shape);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (across, down) = map.Of((x + 0.5) / width, (y + 0.5) / height);
                places.Columns[(y * width) + x] = (float)((across * width) - 0.5);
                places.Rows[(y * width) + x] = (float)((down * height) - 0.5);
            }
        }

        places.Sample(source, destination, Border.Mirror);
    }
}
