using EvalKit.Core.Images;
using EvalKit.Core.Perturbations;
using EvalKit.Methods.Perturbations.Images;

namespace EvalKit.Methods.Tests.Perturbations.Images;

public class SaturateTests
{
    [Fact]
    public void Saturation_is_multiplied_and_raised_while_hue_and_value_stay()
    {
        // (0.8, 0.6, 0.4) has value 0.8 and saturation 0.5; × 2 makes it 1. Grey and black have none.
        float[] source = [0.8f, 0.5f, 0, 0.6f, 0.5f, 0, 0.4f, 0.5f, 0];
        float[] expected = [0.8f, 0.5f, 0, 0.4f, 0.5f, 0, 0, 0.5f, 0];
        Picture.AssertClose(expected, Picture.Perturb(new Saturate(), source, new ImageShape(3, 1, 3), 3, ConstantSet.ImageNetC));
    }

    [Fact]
    public void An_offset_turns_grey_to_red_in_a_colour_picture_only()
    {
        Picture.AssertClose([0.5f, 0.45f, 0.45f], Picture.Perturb(new Saturate(), [0.5f, 0.5f, 0.5f], new ImageShape(3, 1, 1), 4, ConstantSet.ImageNetC));
        Picture.AssertClose([0.5f], Picture.Perturb(new Saturate(), [0.5f], new ImageShape(1, 1, 1), 4, ConstantSet.ImageNetC));
    }

    [Fact]
    public void Values_are_those_of_the_version_stated() =>
        GoldenOutput.Assert(new Saturate(), version: 1, [0f, 0.2558432f, 0.6980392f, 0.0000001f, 0.2679216f, 0.7411765f, 0f, 0.28f]);
}
