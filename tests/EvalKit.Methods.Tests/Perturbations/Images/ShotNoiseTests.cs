using EvalKit.Core.Images;
using EvalKit.Core.Perturbations;
using EvalKit.Methods.Perturbations.Images;

namespace EvalKit.Methods.Tests.Perturbations.Images;

public class ShotNoiseTests
{
    [Theory]
    [InlineData(0.5f, 1, ConstantSet.ImageNetC, 60)]
    [InlineData(0.3f, 2, ConstantSet.ImageNetC, 25)]
    [InlineData(0.5f, 1, ConstantSet.CifarC, 500)]
    [InlineData(0.6f, 3, ConstantSet.CifarC, 100)]
    public void A_constant_picture_keeps_its_mean_and_gets_variance_x_over_c(float x, int severity, ConstantSet constants, int photons)
    {
        // Clipping at 1 is at least 4.5 standard deviations away.
        var shape = new ImageShape(3, 256, 256);
        var result = Picture.Perturb(new ShotNoise(), Picture.Constant(shape, x), shape, severity, constants);
        var variance = (double)x / photons;
        Assert.Equal(x, Moments.Mean(result), 4 * Math.Sqrt(variance / shape.Length));

        // The fourth central moment of a Poisson number of mean m is m + 3 m².
        var standardError = variance * Math.Sqrt((2 + (1 / ((double)x * photons))) / shape.Length);
        Assert.Equal(variance, Moments.Variance(result), 4 * standardError);
    }

    [Fact]
    public void Values_are_whole_counts_and_black_stays_black()
    {
        float[] source = [0, 0, 0.4f, 0.4f, 0.9f, 0.9f];
        var result = Picture.Perturb(new ShotNoise(), source, new ImageShape(1, 2, 3), 5, ConstantSet.ImageNetC);
        Assert.Equal([0, 0], result[..2]);
        Assert.All(result, value => Assert.Equal(MathF.Round(value * 3) / 3, value));
    }

    [Fact]
    public void Neighbours_and_channels_are_independent()
    {
        var shape = new ImageShape(3, 256, 256);
        var result = Picture.Perturb(new ShotNoise(), Picture.Constant(shape, 0.5f), shape, 1, ConstantSet.CifarC);
        Moments.AssertUncorrelated(result, 1, shape.Width, shape.Pixels);
    }

    [Fact]
    public void Values_are_those_of_the_version_stated() =>
        GoldenOutput.Assert(new ShotNoise(), version: 2, [0f, 0f, 1f, 0f, 0.6666667f, 0.6666667f, 0f, 0.3333333f]);
}
