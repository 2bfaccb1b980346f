using EvalKit.Core.Images;
using EvalKit.Core.Perturbations;
using EvalKit.Methods.Perturbations.Images;

namespace EvalKit.Methods.Tests.Perturbations.Images;

public class GaussianNoiseTests
{
    [Theory]
    [InlineData(1, ConstantSet.ImageNetC, 0.08)]
    [InlineData(2, ConstantSet.ImageNetC, 0.12)]
    [InlineData(1, ConstantSet.CifarC, 0.04)]
    [InlineData(5, ConstantSet.CifarC, 0.10)]
    public void Mid_grey_gets_the_mean_and_deviation_stated(int severity, ConstantSet constants, double deviation)
    {
        // At these deviations clipping at 0 and 1 changes less than 1e-4 of the values.
        var shape = new ImageShape(3, 256, 256);
        var result = Picture.Perturb(new GaussianNoise(), Picture.Constant(shape, 0.5f), shape, severity, constants);
        var standardError = deviation / Math.Sqrt(shape.Length);
        Assert.Equal(0.5, Moments.Mean(result), 4 * standardError);
        Assert.Equal(deviation, Math.Sqrt(Moments.Variance(result)), 4 * standardError);
    }

    [Fact]
    public void Values_are_clipped()
    {
        // Black keeps the upper half of the noise: mean σ/√(2π), and half of the values 0.
        var shape = new ImageShape(1, 256, 256);
        var result = Picture.Perturb(new GaussianNoise(), new float[shape.Length], shape, 1, ConstantSet.ImageNetC);
        Assert.Equal(0.08 / Math.Sqrt(2 * Math.PI), Moments.Mean(result), 4 * 0.08 / 256);
        Assert.Equal(0.5, result.Count(x => x == 0) / (double)shape.Length, 4 * 0.5 / 256);
    }

    [Fact]
    public void Neighbours_and_channels_are_independent()
    {
        var shape = new ImageShape(3, 256, 256);
        var result = Picture.Perturb(new GaussianNoise(), Picture.Constant(shape, 0.5f), shape, 1, ConstantSet.ImageNetC);
        Moments.AssertUncorrelated(result, 1, shape.Width, shape.Pixels);
    }

    [Fact]
    public void Values_are_those_of_the_version_stated() =>
        GoldenOutput.Assert(new GaussianNoise(), version: 1, [0f, 0.6933686f, 0.6802345f, 0f, 0.1371945f, 0.2541615f, 0.2613912f, 0f]);
}
