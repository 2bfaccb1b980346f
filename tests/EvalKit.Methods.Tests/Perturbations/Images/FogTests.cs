using EvalKit.Core.Images;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Randomness;
using EvalKit.Methods.Perturbations;
using EvalKit.Methods.Perturbations.Images;

namespace EvalKit.Methods.Tests.Perturbations.Images;

public class FogTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(32)]
    [InlineData(256)]
    public void The_fractal_reaches_from_0_to_1(int side)
    {
        var random = new RandomStream(3);
        var map = new float[side * side];
        PlasmaFractal.Fill(map, side, decay: 1.5, ref random);
        Assert.Equal(0, map.Min());
        Assert.Equal(1, map.Max());
    }

    [Fact]
    public void Middles_are_means_of_their_neighbours_where_nothing_random_is_left()
    {
        // A decay so strong that after the first step only means count, on a torus.
        const int Side = 16;
        var random = new RandomStream(5);
        var map = new float[Side * Side];
        PlasmaFractal.Fill(map, Side, decay: 1e6, ref random);
        var (corner, top, left, middle) = (map[0], map[8], map[8 * Side], map[(8 * Side) + 8]);
        Assert.Equal((corner + top + left + middle) / 4, map[(4 * Side) + 4], 1e-6f);
        Assert.Equal((corner + top + map[(4 * Side) + 4] + map[(12 * Side) + 4]) / 4, map[4], 1e-6f);
    }

    [Fact]
    public void The_picture_is_scaled_so_that_white_stays_the_highest()
    {
        // Fog adds 1.5 at most to a picture of at most 0.6: (x + 1.5 f) · 0.6 / 2.1, f the same in all channels.
        var shape = new ImageShape(3, 32, 32);
        var source = new float[shape.Length];
        source.AsSpan(0, shape.Pixels).Fill(0.6f);
        var result = Picture.Perturb(new Fog(), source, shape, 1, ConstantSet.ImageNetC);
        Assert.Equal(0.6f, result[..shape.Pixels].Max(), 1e-6f);
        Assert.Equal(0.6f * 0.6f / 2.1f, result[..shape.Pixels].Min(), 1e-6f);
        for (var i = 0; i < shape.Pixels; i++) Assert.Equal(0.6f * 0.6f / 2.1f, result[i] - result[shape.Pixels + i], 1e-6f);
    }

    [Fact]
    public void Values_are_those_of_the_version_stated() =>
        GoldenOutput.Assert(new Fog(), version: 1, [0.0270945f, 0.340943f, 0.1745098f, 0.4000435f, 0.3401236f, 0.5906758f, 0.3671858f, 0.5673501f]);
}
