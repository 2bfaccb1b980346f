using EvalKit.Core.Images;
using EvalKit.Core.Perturbations;
using EvalKit.Methods.Perturbations.Images;

namespace EvalKit.Methods.Tests.Perturbations.Images;

public class SnowTests
{
    [Fact]
    public void Flakes_lie_symmetrically_about_the_middle_on_a_constant_picture()
    {
        var shape = new ImageShape(3, 40, 56);
        var result = Picture.Perturb(new Snow(), Picture.Constant(shape, 0.1f), shape, 1, ConstantSet.ImageNetC);
        for (var channel = 0; channel < 3; channel++)
        {
            var plane = result.AsSpan(channel * shape.Pixels, shape.Pixels).ToArray();
            Assert.Equal(plane, plane.AsEnumerable().Reverse());
        }
    }

    [Fact]
    public void Where_no_flake_is_the_picture_is_mixed_with_its_pale_grey()
    {
        // 0.8 x + 0.2 max(x, 1.5 luma + 0.5), the luma of (0.5, 0.1, 0) being 0.2082. Flakes only add, in whole levels.
        var shape = new ImageShape(3, 64, 64);
        var source = new float[shape.Length];
        source.AsSpan(0, shape.Pixels).Fill(0.5f);
        source.AsSpan(shape.Pixels, shape.Pixels).Fill(0.1f);
        var result = Picture.Perturb(new Snow(), source, shape, 1, ConstantSet.ImageNetC);
        Assert.Equal(0.4 + (0.2 * 0.8123), result[..shape.Pixels].Min(), 1e-5);
        Assert.Equal(0.08 + (0.2 * 0.8123), result[shape.Pixels..(2 * shape.Pixels)].Min(), 1e-5);
        Assert.Equal(0.2 * 0.8123, result[(2 * shape.Pixels)..].Min(), 1e-5);
        Assert.All(result[(2 * shape.Pixels)..], value => Assert.Equal(0, Math.IEEERemainder((value - (0.2 * 0.8123)) * 255, 1), 1e-3));
    }

    [Fact]
    public void Values_are_those_of_the_version_stated() =>
        GoldenOutput.Assert(new Snow(), version: 1, [0.5792189f, 0.608989f, 0.9592863f, 0.632062f, 0.6618322f, 1f, 0.6849051f, 0.7146752f]);
}
