using EvalKit.Core.Images;
using EvalKit.Core.Perturbations;
using EvalKit.Methods.Perturbations.Images;

namespace EvalKit.Methods.Tests.Perturbations.Images;

public class ImpulseNoiseTests
{
    [Theory]
    [InlineData(1, ConstantSet.ImageNetC, 0.03)]
    [InlineData(5, ConstantSet.ImageNetC, 0.27)]
    [InlineData(1, ConstantSet.CifarC, 0.01)]
    public void The_share_stated_becomes_salt_and_pepper_alike(int severity, ConstantSet constants, double share)
    {
        var shape = new ImageShape(3, 255, 257);
        var result = Picture.Perturb(new ImpulseNoise(), Picture.Constant(shape, 0.5f), shape, severity, constants);
        var tolerance = 4 * Math.Sqrt(share / 2 / shape.Length);
        Assert.Equal(share / 2, result.Count(x => x == 0) / (double)shape.Length, tolerance);
        Assert.Equal(share / 2, result.Count(x => x == 1) / (double)shape.Length, tolerance);
        Assert.All(result, x => Assert.True(x is 0 or 0.5f or 1));
    }

    [Fact]
    public void Neighbours_and_channels_are_struck_apart()
    {
        // Two values are both struck with probability share²: the draws that serve two values are no exception.
        const double Share = 0.27;
        var shape = new ImageShape(3, 256, 256);
        var result = Picture.Perturb(new ImpulseNoise(), Picture.Constant(shape, 0.5f), shape, 5, ConstantSet.ImageNetC);
        foreach (var distance in (int[])[1, 2, shape.Pixels])
        {
            var n = shape.Length - distance;
            var both = Enumerable.Range(0, n).Count(i => result[i] != 0.5f && result[i + distance] != 0.5f);
            Assert.Equal(Share * Share, both / (double)n, 5 * Share / Math.Sqrt(n));
        }
    }

    [Fact]
    public void Values_are_those_of_the_version_stated() =>
        GoldenOutput.Assert(new ImpulseNoise(), version: 1, [1f, 0.3490196f, 0.6980392f, 0.0431373f, 0f, 0.7411765f, 0f, 0.4352941f]);
}
