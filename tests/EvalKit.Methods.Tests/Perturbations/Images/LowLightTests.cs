using EvalKit.Core.Images;
using EvalKit.Core.Perturbations;
using EvalKit.Methods.Perturbations.Images;

namespace EvalKit.Methods.Tests.Perturbations.Images;

public class LowLightTests
{
    private static readonly ImageShape Shape = new(3, 256, 256);

    [Theory]
    [InlineData(0.8f, 1, 200, 0.7)]
    [InlineData(0.9f, 3, 40, 0.4)]
    public void A_constant_picture_gets_the_mean_and_variance_stated(float x, int severity, int photons, double brightness)
    {
        // Clipping at 0 and 1 is at least five standard deviations away.
        var result = Picture.Perturb(new LowLight(), Picture.Constant(Shape, x), Shape, severity, ConstantSet.ImageNetC);
        var variance = brightness * brightness * ((photons * (double)x) + 4) / photons / photons;
        Assert.Equal(brightness * x, Moments.Mean(result), 4 * Math.Sqrt(variance / Shape.Length));

        // Nearly normal: the variance's own standard error is √(2/n) of it, and a little more for the Poisson part.
        Assert.Equal(variance, Moments.Variance(result), 4.2 * variance * Math.Sqrt(2.0 / Shape.Length));
    }

    [Fact]
    public void Black_keeps_the_upper_half_of_the_read_noise()
    {
        // b · 2 n / c, cut off at 0: mean σ/√(2π), half of the values 0.
        var deviation = 0.2 * 2 / 10;
        var result = Picture.Perturb(new LowLight(), new float[Shape.Length], Shape, 5, ConstantSet.ImageNetC);
        Assert.Equal(deviation / Math.Sqrt(2 * Math.PI), Moments.Mean(result), 4 * deviation / Math.Sqrt(Shape.Length));
        Assert.Equal(0.5, result.Count(x => x == 0) / (double)Shape.Length, 4 * 0.5 / Math.Sqrt(Shape.Length));
    }

    [Fact]
    public void Neighbours_and_channels_are_independent()
    {
        var result = Picture.Perturb(new LowLight(), Picture.Constant(Shape, 0.8f), Shape, 2, ConstantSet.ImageNetC);
        Moments.AssertUncorrelated(result, 1, Shape.Width, Shape.Pixels);
    }

    [Fact]
    public void Values_are_those_of_the_version_stated() =>
        GoldenOutput.Assert(new LowLight(), version: 2, [0.0235636f, 0.0895879f, 0.2553722f, 0f, 0.0928173f, 0.1762952f, 0f, 0.0527776f]);
}
