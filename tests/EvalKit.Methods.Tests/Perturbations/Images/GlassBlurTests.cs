using EvalKit.Core.Images;
using EvalKit.Core.Perturbations;
using EvalKit.Methods.Perturbations.Images;

namespace EvalKit.Methods.Tests.Perturbations.Images;

public class GlassBlurTests
{
    [Fact]
    public void Pixels_keep_their_colours_and_stay_near()
    {
        // With σ = 0.05 the blur does nothing. Columns are coloured by their place, rows not at all.
        var shape = new ImageShape(3, 20, 30);
        var source = new float[shape.Length];
        for (var i = 0; i < source.Length; i++) source[i] = ((i % 30 * 3) + (i / shape.Pixels)) / 255f;
        var result = Picture.Perturb(new GlassBlur(), source, shape, 1, ConstantSet.CifarC);
        for (var i = 0; i < shape.Pixels; i++)
        {
            var from = (int)Math.Round(result[i] * 255) / 3;
            Assert.InRange(from, (i % 30) - 1, (i % 30) + 1);
            Assert.Equal((from * 3) + 1, result[shape.Pixels + i] * 255, 1e-3f);
            Assert.Equal((from * 3) + 2, result[(2 * shape.Pixels) + i] * 255, 1e-3f);
        }
    }

    [Fact]
    public void Every_offset_is_as_frequent_as_the_others()
    {
        // From −1 to 0; pixels are read after those below and to the right were written, so only rows tell.
        var shape = new ImageShape(1, 3, 4098);
        var source = new float[shape.Length];
        source.AsSpan(shape.Width, shape.Width).Fill(100 / 255f);
        source.AsSpan(2 * shape.Width).Fill(200 / 255f);
        var result = Picture.Perturb(new GlassBlur(), source, shape, 1, ConstantSet.CifarC);
        var last = result.AsSpan(2 * shape.Width + 2, 4096).ToArray();
        Assert.Equal(0.5, last.Count(value => value < 150 / 255f) / 4096.0, 4 * 0.5 / 64);
    }

    [Fact]
    public void Values_are_those_of_the_version_stated() =>
        GoldenOutput.Assert(new GlassBlur(), version: 1, [0.2982615f, 0.3074523f, 0.3105598f, 0.3066497f, 0.3151648f, 0.3220368f, 0.323313f, 0.3187177f]);
}
