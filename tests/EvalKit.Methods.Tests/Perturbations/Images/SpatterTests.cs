using EvalKit.Core.Images;
using EvalKit.Core.Perturbations;
using EvalKit.Methods.Perturbations.Images;

namespace EvalKit.Methods.Tests.Perturbations.Images;

public class SpatterTests
{
    [Fact]
    public void Mud_is_brown_and_covers()
    {
        // Thickness m from 0.8 to 1, or 0: x · (1 − m) + brown · m, so all channels tell the same m.
        var shape = new ImageShape(3, 64, 64);
        var result = Picture.Perturb(new Spatter(), Picture.Constant(shape, 1), shape, 5, ConstantSet.ImageNetC);
        float[] brown = [63 / 255f, 42 / 255f, 20 / 255f];
        Assert.Contains(result, value => value < 1);
        for (var i = 0; i < shape.Pixels; i++)
        {
            var thickness = (1 - result[i]) / (1 - brown[0]);
            Assert.True(thickness == 0 || thickness is >= 0.7999f and <= 1.0001f);
            Assert.Equal(1 - (thickness * (1 - brown[1])), result[shape.Pixels + i], 1e-5f);
            Assert.Equal(1 - (thickness * (1 - brown[2])), result[(2 * shape.Pixels) + i], 1e-5f);
        }
    }

    [Fact]
    public void Water_is_turquoise_and_adds_as_much_as_stated_where_it_is_brightest()
    {
        var shape = new ImageShape(3, 128, 128);
        var result = Picture.Perturb(new Spatter(), new float[shape.Length], shape, 2, ConstantSet.ImageNetC);
        Assert.Equal(0.6f * 175 / 255, result[..shape.Pixels].Max(), 1e-6f);
        for (var i = 0; i < shape.Pixels; i++)
        {
            Assert.Equal(result[i] * 238 / 175, result[shape.Pixels + i], 1e-6f);
            Assert.Equal(result[shape.Pixels + i], result[(2 * shape.Pixels) + i]);
        }
    }

    [Fact]
    public void Values_are_those_of_the_version_stated() =>
        GoldenOutput.Assert(
            new Spatter(),
            version: 1,
            [0.2330903f, 0.2607932f, 0.6980392f, 0.0431373f, 0.2612075f, 0.7411765f, 0.0862745f, 0.4352941f],
            key: 5); // One of the few for which mud falls on so small a picture.
}
