using EvalKit.Core.Images;
using EvalKit.Core.Perturbations;
using EvalKit.Methods.Perturbations.Images;

namespace EvalKit.Methods.Tests.Perturbations.Images;

public class JpegTests
{
    [Fact]
    public void A_grey_picture_becomes_a_grey_jpeg()
    {
        // Pillow 9.4 on the green channel, by tests/Fixtures/perturbation_references.py.
        double[] expected = [37.751, 35.424, 34.802, 33.980, 33.121];
        var shape = TestPicture.Shape with { Channels = 1 };
        var green = TestPicture.Create().AsSpan(shape.Pixels, shape.Pixels).ToArray();
        for (var severity = 1; severity <= 5; severity++)
        {
            var result = Picture.Perturb(new Jpeg(), green, shape, severity, ConstantSet.CifarC);
            Assert.Equal(expected[severity - 1], Psnr.Of(green, result), 0.15);
        }
    }

    [Fact]
    public void Values_are_levels_and_a_constant_block_stays()
    {
        // 128 is the level that JPEG's transform maps to zero.
        var shape = new ImageShape(3, 16, 16);
        var source = Picture.Constant(shape, 128 / 255f);
        Assert.Equal(source, Picture.Perturb(new Jpeg(), source, shape, 5, ConstantSet.ImageNetC));
    }

    [Fact]
    public void Chroma_is_halved_in_both_directions()
    {
        // Red and blue columns of one pixel: 4:2:0 leaves their mean colour, so all columns have nearly one hue.
        var shape = new ImageShape(3, 16, 16);
        var source = new float[shape.Length];
        for (var i = 0; i < shape.Pixels; i++) source[(i % 2 * 2 * shape.Pixels) + i] = 0.8f;
        var result = Picture.Perturb(new Jpeg(), source, shape, 1, ConstantSet.CifarC);
        for (var i = 0; i < shape.Pixels - 1; i++)
        {
            var hue = result[i] - result[(2 * shape.Pixels) + i];
            var next = result[i + 1] - result[(2 * shape.Pixels) + i + 1];
            Assert.Equal(hue, next, 0.1f);
        }
    }

    [Fact]
    public void Values_are_those_of_the_version_stated() =>
        GoldenOutput.Assert(new Jpeg(), version: 1, [0.1843137f, 0.427451f, 0.4745098f, 0.2509804f, 0.1843137f, 0.427451f, 0.4745098f, 0.2509804f]);
}
