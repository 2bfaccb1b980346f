using EvalKit.Core.Images;
using EvalKit.Core.Perturbations;
using EvalKit.Methods.Perturbations.Images;

namespace EvalKit.Methods.Tests.Perturbations.Images;

public class SpeckleNoiseTests
{
    [Theory]
    [InlineData(1, ConstantSet.ImageNetC, 0.15)]
    [InlineData(5, ConstantSet.CifarC, 0.2)]
    public void The_noise_is_in_proportion_to_the_value(int severity, ConstantSet constants, double deviation)
    {
        // At these deviations nothing is clipped that would show.
        var shape = new ImageShape(3, 256, 256);
        var result = Picture.Perturb(new SpeckleNoise(), Picture.Constant(shape, 0.4f), shape, severity, constants);
        var standardError = 0.4 * deviation / Math.Sqrt(shape.Length);
        Assert.Equal(0.4, Moments.Mean(result), 4 * standardError);
        Assert.Equal(0.4 * deviation, Math.Sqrt(Moments.Variance(result)), 4 * standardError);
    }

    [Fact]
    public void Neighbours_and_channels_are_independent()
    {
        var shape = new ImageShape(3, 256, 256);
        var result = Picture.Perturb(new SpeckleNoise(), Picture.Constant(shape, 0.4f), shape, 2, ConstantSet.ImageNetC);
        Moments.AssertUncorrelated(result, 1, shape.Width, shape.Pixels);
    }

    [Fact]
    public void Black_stays_black()
    {
        var shape = new ImageShape(1, 8, 8);
        Assert.All(Picture.Perturb(new SpeckleNoise(), new float[64], shape, 5, ConstantSet.ImageNetC), value => Assert.Equal(0, value));
    }

    [Fact]
    public void Values_are_those_of_the_version_stated() =>
        GoldenOutput.Assert(new SpeckleNoise(), version: 1, [0f, 0.5387847f, 0.6784155f, 0.0252752f, 0.2342854f, 0.1712332f, 0.1101294f, 0.0286854f]);
}
