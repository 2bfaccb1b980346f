using EvalKit.Core.Images;
using EvalKit.Core.Perturbations;
using EvalKit.Methods.Perturbations.Images;

namespace EvalKit.Methods.Tests.Perturbations.Images;

public class DefocusBlurTests
{
    [Fact]
    public void A_point_becomes_a_disk()
    {
        // Radius 3: 29 pixels alike. The rim is too little softened (σ = 0.1) to show.
        var shape = new ImageShape(1, 31, 31);
        var source = new float[shape.Length];
        source[(15 * 31) + 15] = 1;
        var expected = Enumerable.Range(0, shape.Length)
            .Select(i => ((i / 31) - 15, (i % 31) - 15) is var (y, x) && (x * x) + (y * y) <= 9 ? 1f / 29 : 0);
        Picture.AssertClose([.. expected], Picture.Perturb(new DefocusBlur(), source, shape, 1, ConstantSet.ImageNetC));
    }

    [Theory]
    [InlineData(3, 1.0000000f)]
    [InlineData(4, 1.0129755f)]
    [InlineData(5, 1.0107858f)]
    public void A_constant_picture_becomes_as_much_brighter_as_the_originals_kernel_makes_it(int severity, float gain)
    {
        // The sum of the kernel that OpenCV 4.6 gives the original: it is mirrored where the disk touches the grid's edge.
        var shape = new ImageShape(3, 20, 31);
        var result = Picture.Perturb(new DefocusBlur(), Picture.Constant(shape, 0.5f), shape, severity, ConstantSet.ImageNetC);
        Picture.AssertClose(Picture.Constant(shape, 0.5f * gain), result, 2e-6f);
    }

    [Fact]
    public void Values_are_those_of_the_version_stated() =>
        GoldenOutput.Assert(new DefocusBlur(), version: 1, [0.3854857f, 0.3894804f, 0.3915145f, 0.3857677f, 0.3862737f, 0.3917037f, 0.3884731f, 0.3895652f]);
}
