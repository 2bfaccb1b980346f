using EvalKit.Core.Images;
using EvalKit.Core.Perturbations;
using EvalKit.Methods.Perturbations.Images;

namespace EvalKit.Methods.Tests.Perturbations.Images;

public class OcclusionPatchesTests
{
    [Theory]
    [InlineData(1, 2)]
    [InlineData(5, 7)]
    public void Each_pixel_is_covered_as_often_as_four_even_squares_cover_it(int severity, int side)
    {
        const int Draws = 4000;
        var shape = new ImageShape(1, 20, 24);
        var covered = new int[shape.Pixels];
        for (var draw = 0; draw < Draws; draw++)
        {
            var result = Picture.Perturb(new OcclusionPatches(), new float[shape.Length], shape, severity, ConstantSet.CifarC, (ulong)draw);
            for (var i = 0; i < covered.Length; i++) covered[i] += result[i] == 0.5f ? 1 : 0;
            Assert.InRange(result.Count(x => x != 0), side * side, 4 * side * side);
        }

        // Of the squares' possible places along a side some cover a pixel; that all four squares miss it is a power.
        foreach (var (y, x) in (ReadOnlySpan<(int, int)>)[(0, 0), (10, 12), (19, 5), (1, 23)])
        {
            var one = Share(y, shape.Height, side) * Share(x, shape.Width, side);
            var expected = 1 - Math.Pow(1 - one, 4);
            Assert.Equal(expected, covered[(y * shape.Width) + x] / (double)Draws, 4 * Math.Sqrt(expected * (1 - expected) / Draws));
        }
    }

    [Fact]
    public void All_channels_are_covered_in_the_same_places_and_the_rest_stays()
    {
        var shape = new ImageShape(3, 20, 20);
        var source = Enumerable.Range(0, shape.Length).Select(i => i / (float)shape.Length / 3).ToArray();
        var result = Picture.Perturb(new OcclusionPatches(), source, shape, 3, ConstantSet.CifarC);
        for (var i = 0; i < shape.Pixels; i++)
        {
            for (var channel = 0; channel < 3; channel++)
                Assert.Equal(result[i] == 0.5f ? 0.5f : source[(channel * shape.Pixels) + i], result[(channel * shape.Pixels) + i]);
        }
    }

    [Fact]
    public void Values_are_those_of_the_version_stated() =>
        GoldenOutput.Assert(new OcclusionPatches(), version: 1, [0f, 0.3490196f, 0.5f, 0.0431373f, 0.3921569f, 0.5f, 0.5f, 0.4352941f]);

    private static double Share(int place, int length, int side) =>
        (Math.Min(place, length - side) - Math.Max(place - side + 1, 0) + 1) / (double)(length - side + 1);
}
