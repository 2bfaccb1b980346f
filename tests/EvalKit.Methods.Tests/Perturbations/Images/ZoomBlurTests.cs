using EvalKit.Core.Images;
using EvalKit.Core.Perturbations;
using EvalKit.Methods.Perturbations;
using EvalKit.Methods.Perturbations.Images;

namespace EvalKit.Methods.Tests.Perturbations.Images;

public class ZoomBlurTests
{
    [Theory]
    [InlineData(1.01, 224, 222)]
    [InlineData(1.3, 32, 25)]
    [InlineData(4.5, 224, 50)]
    public void A_ramp_is_enlarged_between_the_parts_corners(double factor, int side, int part)
    {
        // part · factor, rounded, is how large the part becomes; its middle is kept.
        Assert.Equal(part, CentreZoom.PartOf(side, factor));
        var source = Enumerable.Range(0, part * part).Select(i => (i % part) + (100f * (i / part))).ToArray();
        var result = new float[side * side];
        CentreZoom.Enlarge(source, part, result, side, side, factor);
        var enlarged = (int)Math.Round(part * factor);
        for (var i = 0; i < result.Length; i++)
        {
            var (y, x) = ((i / side) + ((enlarged - side) / 2), (i % side) + ((enlarged - side) / 2));
            var expected = (x + (100.0 * y)) * (part - 1) / (enlarged - 1);
            Assert.Equal(expected, result[i], 1e-5 * (1 + expected));
        }
    }

    [Fact]
    public void A_constant_picture_stays()
    {
        var shape = new ImageShape(3, 20, 31);
        var source = Picture.Constant(shape, 0.5f);
        Picture.AssertClose(source, Picture.Perturb(new ZoomBlur(), source, shape, 5, ConstantSet.ImageNetC));
    }

    [Fact]
    public void Values_are_those_of_the_version_stated() =>
        GoldenOutput.Assert(new ZoomBlur(), version: 1, [0f, 0.3053922f, 0.6107844f, 0.2887255f, 0.3594771f, 0.6648694f, 0.2591503f, 0.3344771f]);
}
