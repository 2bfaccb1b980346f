using EvalKit.Core.Data;
using EvalKit.Core.Images;
using EvalKit.Core.Perturbations;
using EvalKit.Methods.Perturbations.Images;

namespace EvalKit.Methods.Tests.Perturbations.Images;

public class PixelateTests
{
    [Fact]
    public void Blocks_become_their_mean_level()
    {
        // 4 × 4 at a quarter: one block. The mean level of 0, 16, …, 240 is 120.
        var levels = Enumerable.Range(0, 16).Select(i => i * 16 / 255f).ToArray();
        var result = Picture.Perturb(new Pixelate(), levels, new ImageShape(1, 4, 4), 5, ConstantSet.ImageNetC);
        Assert.All(result, value => Assert.Equal(120 / 255f, value));
    }

    [Fact]
    public void Channels_are_treated_apart()
    {
        // 2 × 2 at 0.5: each channel's mean, 10 and 100 and 130.5, which rounds up.
        float[] levels = [0, 10, 20, 10, 100, 100, 100, 100, 130, 131, 130, 131];
        var result = Picture.Perturb(
            new Pixelate(), [.. levels.Select(level => level / 255)], new ImageShape(3, 2, 2), 2, ConstantSet.ImageNetC);
        float[] expected = [10, 10, 10, 10, 100, 100, 100, 100, 131, 131, 131, 131];
        Assert.Equal(expected.Select(level => level / 255), result);
    }

    [Fact]
    public void Agrees_with_Pillow_where_sides_do_not_divide()
    {
        // 7 × 9 at 0.6: 4 × 5. Pillow 9.4, by tests/Fixtures/perturbation_references.py.
        float[] expected =
        [
            58, 58, 132, 132, 187, 115, 115, 61, 61,
            58, 58, 132, 132, 187, 115, 115, 61, 61,
            148, 148, 94, 94, 85, 141, 141, 151, 151,
            71, 71, 145, 145, 200, 128, 128, 74, 74,
            71, 71, 145, 145, 200, 128, 128, 74, 74,
            187, 187, 133, 133, 60, 116, 116, 190, 190,
            187, 187, 133, 133, 60, 116, 116, 190, 190,
        ];
        var source = Enumerable.Range(0, 63).Select(i => i * 37 % 256 / 255f).ToArray();
        var result = Picture.Perturb(new Pixelate(), source, new ImageShape(1, 7, 9), 1, ConstantSet.ImageNetC);
        Assert.Equal(expected.Select(level => level / 255), result);
    }

    [Fact]
    public void Enlarges_as_the_box_filter_does_at_any_size()
    {
        double[] scales = [0.6, 0.5, 0.4, 0.3, 0.25];
        foreach (var (height, width) in (ReadOnlySpan<(int, int)>)[(1, 1), (3, 200), (28, 28), (97, 61), (224, 225)])
        {
            var (source, expected) = (new byte[height * width], new byte[height * width]);
            for (var i = 0; i < source.Length; i++) source[i] = (byte)(i * 89 % 251);
            for (var severity = 1; severity <= 5; severity++)
            {
                var (rows, columns) = (Math.Max((int)(height * scales[severity - 1]), 1), Math.Max((int)(width * scales[severity - 1]), 1));
                var small = new byte[rows * columns];
                Resampler.Resize(source, height, width, small, rows, columns, Interpolation.Box);
                Resampler.Resize(small, rows, columns, expected, height, width, Interpolation.Box);
                var result = Picture.Perturb(
                    new Pixelate(), [.. source.Select(level => level / 255f)], new ImageShape(1, height, width), severity, ConstantSet.ImageNetC);
                Assert.Equal(expected.Select(level => level / 255f), result);
            }
        }
    }

    [Fact]
    public void Values_are_those_of_the_version_stated() =>
        GoldenOutput.Assert(new Pixelate(), version: 1, [0.345098f, 0.345098f, 0.345098f, 0.345098f, 0.345098f, 0.345098f, 0.345098f, 0.345098f]);
}
