using EvalKit.Core.Images;
using EvalKit.Core.Perturbations;
using EvalKit.Methods.Perturbations.Images;

namespace EvalKit.Methods.Tests.Perturbations.Images;

public class ContrastTests
{
    [Fact]
    public void Each_channel_is_drawn_towards_its_own_mean()
    {
        // Means 0.5, 0.3 and 0.1; the gain of CIFAR-C at severity 2 is 0.5.
        float[] source = [0, 1, 0.2f, 0.8f, 0.1f, 0.1f, 0.4f, 0.6f, 0.1f, 0.1f, 0.1f, 0.1f];
        float[] expected = [0.25f, 0.75f, 0.35f, 0.65f, 0.2f, 0.2f, 0.35f, 0.45f, 0.1f, 0.1f, 0.1f, 0.1f];
        var result = Picture.Perturb(new Contrast(), source, new ImageShape(3, 2, 2), 2, ConstantSet.CifarC);
        Picture.AssertClose(expected, result);
    }

    [Fact]
    public void The_mean_counts_every_pixel_of_a_plane_that_is_no_multiple_of_a_vector()
    {
        // 0, 1, …, 12 twelfths: the mean is one half; ImageNet-C's gain at severity 5 is 0.05.
        var source = Enumerable.Range(0, 13).Select(i => i / 12f).ToArray();
        var result = Picture.Perturb(new Contrast(), source, new ImageShape(1, 1, 13), 5, ConstantSet.ImageNetC);
        Picture.AssertClose([.. source.Select(x => 0.475f + (0.05f * x))], result);
    }

    [Fact]
    public void Values_are_those_of_the_version_stated() =>
        GoldenOutput.Assert(new Contrast(), version: 1, [0.3259804f, 0.3434314f, 0.3608824f, 0.3281373f, 0.3455882f, 0.3630392f, 0.3302941f, 0.3477451f]);
}
