using EvalKit.Core.Images;
using EvalKit.Core.Perturbations;
using EvalKit.Methods.Perturbations.Images;

namespace EvalKit.Methods.Tests.Perturbations.Images;

public class FourierNoiseTests
{
    [Theory]
    [InlineData(32, ConstantSet.CifarC, 3, 4, 3, 5)]
    [InlineData(32, ConstantSet.CifarC, 5, 8, 0, -7)]
    [InlineData(224, ConstantSet.ImageNetC, 3, 15.7, 112, 0)]
    [InlineData(224, ConstantSet.ImageNetC, 1, 15.7 / 4, 60, 31)]
    public void Each_channel_gets_one_wave_of_the_norm_stated(int side, ConstantSet constants, int severity, double norm, int down, int across)
    {
        var shape = new ImageShape(3, side, side);
        var result = Picture.Perturb(new FourierNoise(down, across), Picture.Constant(shape, 0.5f), shape, severity, constants);
        for (var channel = 0; channel < 3; channel++)
        {
            var noise = result.AsSpan(channel * shape.Pixels, shape.Pixels).ToArray().Select(x => x - 0.5).ToArray();
            Assert.Equal(norm, Math.Sqrt(noise.Sum(x => x * x)), 1e-3 * norm);

            // All of it is at the one frequency: the projection on the unit wave has the whole norm.
            var wave = Enumerable.Range(0, noise.Length).Select(i => Math.Cos(2 * Math.PI * ((down * (i / side)) + (across * (i % side))) / side)).ToArray();
            var length = Math.Sqrt(wave.Sum(x => x * x));
            Assert.Equal(norm, Math.Abs(noise.Zip(wave, (x, w) => x * w).Sum()) / length, 1e-3 * norm);
        }
    }

    [Fact]
    public void Signs_are_fair_coins_for_each_channel_and_sample()
    {
        const int Draws = 2000;
        var shape = new ImageShape(3, 8, 8);
        var counts = new int[8];
        for (var draw = 0; draw < Draws; draw++)
        {
            var result = Picture.Perturb(new FourierNoise(1, 2), Picture.Constant(shape, 0.5f), shape, 3, ConstantSet.CifarC, (ulong)draw);
            counts[Enumerable.Range(0, 3).Sum(channel => result[channel * 64] > 0.5f ? 1 << channel : 0)]++;
        }

        Assert.All(counts, count => Assert.Equal(Draws / 8.0, count, 4 * Math.Sqrt(Draws * 7 / 64.0)));
    }

    [Fact]
    public void Values_are_those_of_the_version_stated() =>
        GoldenOutput.Assert(new FourierNoise(), version: 1, [0f, 0.4891982f, 0.5578607f, 0.1833158f, 0.2519783f, 0.881355f, 0f, 0.5754727f]);
}
