using EvalKit.Core.Randomness;

namespace EvalKit.Core.Tests.Randomness;

public class RandomStreamTests
{
    // By tests/Fixtures/xoshiro.py, which reproduces the published vectors of SplitMix64 and xoshiro256++.
    [Theory]
    [InlineData(0UL, new ulong[] { 0x53175d61490b23df, 0x61da6f3dc380d507, 0x5c0fdf91ec9a7bfc, 0x2eebf8c3bbe5e1a, 0x7eca04ebaf4a5eea, 0x543c37757f08d9a })]
    [InlineData(1234567UL, new ulong[] { 0x610e053dd55ab68, 0x70c979e26e27fbac, 0xfb95f99f9f6bb2de, 0x3890aaecd9fa80a, 0x536acabd892d9406, 0x1f1a58ff404b8898 })]
    public void Bits_are_those_of_the_published_generators(ulong key, ulong[] expected)
    {
        var random = new RandomStream(key);
        Assert.Equal(expected, expected.Select(_ => random.NextBits()).ToArray());
    }

    [Fact]
    public void Keys_differ_in_every_part()
    {
        ulong[] keys =
        [
            RandomStream.KeyOf(0, "shot-noise", 1, "7"),
            RandomStream.KeyOf(1, "shot-noise", 1, "7"),
            RandomStream.KeyOf(0, "gaussian-noise", 1, "7"),
            RandomStream.KeyOf(0, "shot-noise", 2, "7"),
            RandomStream.KeyOf(0, "shot-noise", 1, "8"),
        ];
        Assert.Equal(keys.Length, keys.Distinct().Count());
    }

    [Fact]
    public void Fills_equal_single_draws()
    {
        var filled = new RandomStream(5);
        var single = new RandomStream(5);
        var gaussian = new float[1001];
        var uniform = new float[1001];
        filled.FillGaussian(gaussian);
        filled.FillUniform(uniform);
        Assert.Equal(gaussian.Select(_ => (float)single.NextGaussian()), gaussian);
        Assert.Equal(uniform.Select(_ => single.NextSingle()), uniform);
        Assert.Equal(single.NextBits(), filled.NextBits());
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1e9)]
    [InlineData(double.NaN)]
    public void A_mean_outside_the_range_is_refused(double mean)
    {
        var random = new RandomStream(0);
        Assert.Throws<ArgumentOutOfRangeException>(() => random.NextPoisson(mean));
    }

    [Fact]
    public void A_mean_of_zero_gives_zero()
    {
        var random = new RandomStream(0);
        Assert.All(Enumerable.Range(0, 1000), _ => Assert.Equal(0, random.NextPoisson(0)));
    }
}
