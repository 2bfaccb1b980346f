using EvalKit.Core.Images;
using EvalKit.Core.Perturbations;
using EvalKit.Methods.Perturbations;
using EvalKit.Methods.Perturbations.Images;

namespace EvalKit.Methods.Tests.Perturbations.Images;

public class ElasticTransformTests
{
    [Fact]
    public void Three_points_fix_an_affine_map()
    {
        (double X, double Y)[] from = [(1, 2), (4, 2), (1, 7)];
        (double X, double Y)[] to = [(10, 20), (16, 23), (0, 40)];
        var map = AffineMap.Between(from, to);
        Assert.Equal(new AffineMap(2, -2, 12, 1, 4, 11), map);
    }

    [Fact]
    public void A_constant_picture_stays()
    {
        var shape = new ImageShape(3, 20, 31);
        var source = Picture.Constant(shape, 0.5f);
        foreach (var variant in Enum.GetValues<ElasticVariant>())
            Picture.AssertClose(source, Picture.Perturb(new ElasticTransform(variant), source, shape, 5, ConstantSet.ImageNetC));
    }

    [Fact]
    public void Imagecorruptions_displaces_by_the_deviation_that_smoothing_leaves()
    {
        // On a ramp of columns the displacement shows as value: uniform noise of ±0.5 % of 200 rows has deviation 1/√3,
        // smoothing by σ = 2 leaves 1/(2 σ √π) of it, and it is multiplied by 12.5.
        var shape = new ImageShape(1, 200, 200);
        var source = Enumerable.Range(0, shape.Length).Select(i => i % 200 / 255f).ToArray();
        var result = Picture.Perturb(new ElasticTransform(ElasticVariant.Imagecorruptions), source, shape, 1, ConstantSet.ImageNetC);
        var displacements = Enumerable.Range(0, shape.Length).Where(i => i % 200 is >= 20 and < 180).Select(i => (result[i] - source[i]) * 255f).ToArray();
        var expected = 12.5 / Math.Sqrt(3) / (4 * Math.Sqrt(Math.PI));
        Assert.Equal(0, Moments.Mean(displacements), 4 * expected / Math.Sqrt(200 * 160 / (16 * Math.PI)));
        Assert.Equal(expected, Math.Sqrt(Moments.Variance(displacements)), 0.05 * expected);
    }

    [Fact]
    public void Values_are_those_of_the_version_stated() =>
        GoldenOutput.Assert(new ElasticTransform(), version: 2, [0.0573567f, 0.4048111f, 0.5212067f, 0.1149081f, 0.4457178f, 0.6331537f, 0.2355987f, 0.4352941f]);
}
