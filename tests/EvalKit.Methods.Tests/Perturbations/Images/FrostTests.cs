using EvalKit.Core.Images;
using EvalKit.Core.Perturbations;
using EvalKit.Methods.Perturbations.Images;

namespace EvalKit.Methods.Tests.Perturbations.Images;

public class FrostTests
{
    [Fact]
    public void The_mean_shift_is_that_of_the_photographs()
    {
        // The photographs' mean over five, channels and pixels is 161.4 levels, its deviation over draws 36.
        var shape = new ImageShape(3, 64, 64);
        var clean = Picture.Constant(shape, 128 / 255f);
        var means = Enumerable.Range(0, 400).Select(draw => Moments.Mean(Picture.Perturb(new Frost(), clean, shape, 3, ConstantSet.ImageNetC, (ulong)draw)));
        Assert.Equal(((0.7 * 128) + (0.7 * 161.4)) / 255, means.Average(), 4 * 0.7 * 36 / 255 / 20);
    }

    [Fact]
    public void The_contrast_is_that_of_the_photographs()
    {
        // On a constant picture only the frost varies: within a channel by 15, 19, 19, 26 or 35 levels, each as often. On a side
        // that is a power of two the texture has just that deviation.
        var shape = new ImageShape(1, 64, 64);
        var clean = Picture.Constant(shape, 40 / 255f);
        var variances = Enumerable.Range(0, 400).Select(draw => Moments.Variance(Picture.Perturb(new Frost(), clean, shape, 3, ConstantSet.ImageNetC, (ulong)draw)));
        double[] squares = [15 * 15, 19 * 19, 19 * 19, 26 * 26, 35 * 35];
        var mean = squares.Average();
        var deviation = Math.Sqrt(squares.Average(square => (square - mean) * (square - mean)));
        const double Share = 0.7 * 0.7 / 255 / 255;
        Assert.Equal(Share * mean, variances.Average(), 4 * Share * deviation / 20);
    }

    [Fact]
    public void A_grey_picture_gets_the_luma_of_the_frost()
    {
        var colour = new ImageShape(3, 16, 16);
        var grey = new ImageShape(1, 16, 16);
        var three = Picture.Perturb(new Frost(), new float[colour.Length], colour, 1, ConstantSet.ImageNetC);
        var one = Picture.Perturb(new Frost(), new float[grey.Length], grey, 1, ConstantSet.ImageNetC);

        // Where a channel of the frost is clipped at black, its luma is no longer that of its colour.
        var unclipped = Enumerable.Range(0, grey.Pixels).Where(i => three[i] > 0).ToArray();
        Assert.True(unclipped.Length > 100);
        foreach (var i in unclipped) Assert.Equal((0.299f * three[i]) + (0.587f * three[256 + i]) + (0.114f * three[512 + i]), one[i], 1e-5f);
    }

    [Fact]
    public void Values_are_those_of_the_version_stated() =>
        GoldenOutput.Assert(new Frost(), version: 1, [0.1559121f, 0.3299989f, 0.8136268f, 0.4185046f, 0.7295402f, 0.8446579f, 0.3792401f, 0.4788499f]);
}
