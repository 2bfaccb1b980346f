using EvalKit.Core.Images;
using EvalKit.Core.Perturbations;
using EvalKit.Methods.Perturbations.Images;

namespace EvalKit.Methods.Tests.Perturbations.Images;

public class BrightnessTests
{
    [Fact]
    public void Grey_pictures_get_the_amount_added_and_clipped()
    {
        float[] source = [0, 0.3f, 0.85f, 1];
        var result = Picture.Perturb(new Brightness(), source, new ImageShape(1, 2, 2), 2, ConstantSet.ImageNetC);
        Picture.AssertClose([0.2f, 0.5f, 1, 1], result);
    }

    [Fact]
    public void Colour_pictures_keep_hue_and_saturation()
    {
        // Four pixels: a red (v 0.4 → 0.5: all × 1.25), black (→ grey), blue (v 0.95 → 1: all × 20/19), a grey.
        float[] source =
        [
            0.4f, 0, 0.19f, 0.5f,
            0.2f, 0, 0.38f, 0.5f,
            0.08f, 0, 0.95f, 0.5f,
        ];
        float[] expected =
        [
            0.5f, 0.1f, 0.2f, 0.6f,
            0.25f, 0.1f, 0.4f, 0.6f,
            0.1f, 0.1f, 1, 0.6f,
        ];
        var result = Picture.Perturb(new Brightness(), source, new ImageShape(3, 2, 2), 1, ConstantSet.ImageNetC);
        Picture.AssertClose(expected, result);
    }

    [Fact]
    public void Values_are_those_of_the_version_stated() =>
        GoldenOutput.Assert(new Brightness(), version: 1, [0f, 0.3819743f, 1f, 0.0521327f, 0.4098361f, 1f, 0.0990991f, 0.4352941f]);
}
