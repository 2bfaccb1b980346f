using EvalKit.Core.Images;
using EvalKit.Core.Perturbations;
using EvalKit.Methods.Perturbations;
using EvalKit.Methods.Perturbations.Images;

namespace EvalKit.Methods.Tests.Perturbations.Images;

public class MotionBlurTests
{
    [Theory]
    [InlineData(0, 0, -1)]
    [InlineData(45, -1, -1)]
    [InlineData(-45, 1, -1)]
    [InlineData(-90, 1, 0)]
    public void A_point_leaves_a_trail_along_the_line(double degrees, int down, int right)
    {
        // ImageMagick's weights of radius 10 and σ 3, by imagecorruptions 1.1.2, getMotionBlurKernel.
        float[] weights = [0.2347f, 0.2221f, 0.1880f, 0.1424f, 0.0965f, 0.0585f, 0.0318f, 0.0154f, 0.0067f, 0.0026f, 0.0009f];
        var taps = new Tap[MotionKernel.Length(10)];
        MotionKernel.Fill(taps, deviation: 3, degrees);
        var source = new float[61 * 61];
        source[(30 * 61) + 30] = 1;
        var result = new float[source.Length];
        TapFilter.Apply(source, result, 61, 61, taps, Border.Nearest);

        // At 45° steps of 0.7 are rounded: the place of step 3 is 2.
        var steps = degrees % 90 == 0 ? 1 : Math.Sqrt(0.5);
        var expected = new float[11];
        for (var i = 0; i < weights.Length; i++) expected[(int)Math.Round(i * steps)] += weights[i];
        for (var i = 0; i < 7; i++) Assert.Equal(expected[i], result[((30 + (i * down)) * 61) + 30 + (i * right)], 1e-4f);
    }

    [Fact]
    public void Angles_are_even_from_minus_45_to_45_degrees()
    {
        // The trail of a point ends near the radius; the height of its middle of mass over its width is the angle's tangent.
        const int Draws = 600;
        var shape = new ImageShape(1, 61, 61);
        var source = new float[shape.Length];
        source[(30 * 61) + 30] = 1;
        var angles = Enumerable.Range(0, Draws).Select(draw =>
        {
            var result = Picture.Perturb(new MotionBlur(), source, shape, 5, ConstantSet.ImageNetC, (ulong)draw);
            var (down, right) = (0.0, 0.0);
            for (var i = 0; i < result.Length; i++) (down, right) = (down + (result[i] * ((i / 61) - 30)), right + (result[i] * (30 - (i % 61))));
            return double.RadiansToDegrees(Math.Atan2(down, right));
        }).ToArray();

        // Mean 0, variance 90² / 12, and its standard error from the fourth moment 90⁴ / 80; half a degree for rounded steps.
        var variance = 90 * 90 / 12.0;
        Assert.Equal(0, angles.Average(), 0.5 + (4 * Math.Sqrt(variance / Draws)));
        Assert.Equal(variance, angles.Average(angle => angle * angle), 30 + (4 * variance * Math.Sqrt(0.8 / Draws)));
    }

    [Fact]
    public void A_constant_picture_stays()
    {
        var shape = new ImageShape(3, 9, 31);
        var source = Picture.Constant(shape, 0.5f);
        Picture.AssertClose(source, Picture.Perturb(new MotionBlur(), source, shape, 5, ConstantSet.ImageNetC));
    }

    [Fact]
    public void Values_are_those_of_the_version_stated() =>
        GoldenOutput.Assert(new MotionBlur(), version: 1, [0.3900501f, 0.4444694f, 0.4285886f, 0.3944249f, 0.4309192f, 0.4330842f, 0.4170871f, 0.4352941f]);
}
