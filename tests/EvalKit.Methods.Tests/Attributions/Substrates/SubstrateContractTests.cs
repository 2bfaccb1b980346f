using EvalKit.Core.Attributions;
using EvalKit.Core.Images;
using EvalKit.Core.Randomness;

namespace EvalKit.Methods.Tests.Attributions.Substrates;

/// <summary>What every substrate of the catalogue must keep to.</summary>
public sealed class SubstrateContractTests
{
    private static readonly ImageShape[] Shapes = [new(1, 28, 28), new(3, 33, 17), new(3, 1, 1)];

    public static TheoryData<string> Kinds => Catalogue<ISubstrate>.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Is_described(string kind) => Catalogue<ISubstrate>.AssertDescribed(kind);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Replaces_removed_pixels_only_by_values_in_range_and_always_the_same(string kind)
    {
        var substrate = Catalogue<ISubstrate>.Create(kind);
        foreach (var shape in Shapes)
        {
            var picture = RandomArrays.Uniform(shape.Length, 1);
            var copy = picture.ToArray();
            var removed = Masks(shape);
            var filled = Replace(substrate, picture, removed, shape);
            Assert.Equal(copy, picture);
            Assert.All(filled, value => Assert.InRange(value, 0f, 1f));
            for (var i = 0; i < filled.Length; i++)
            {
                if (!removed[(i / shape.Length * shape.Pixels) + (i % shape.Pixels)]) Assert.Equal(picture[i % shape.Length], filled[i]);
            }

            var others = new float[3][];
            Parallel.For(0, others.Length, i => others[i] = Replace(substrate, picture, removed, shape));
            Assert.All(others, other => Assert.Equal(filled, other));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_mask_gives_the_same_alone_and_among_others(string kind)
    {
        var substrate = Catalogue<ISubstrate>.Create(kind);
        foreach (var shape in Shapes)
        {
            var picture = RandomArrays.Uniform(shape.Length, 1);
            var removed = Masks(shape);
            var filled = Replace(substrate, picture, removed, shape);
            for (var mask = 0; mask < removed.Length / shape.Pixels; mask++)
            {
                var alone = Replace(substrate, picture, removed.AsSpan(mask * shape.Pixels, shape.Pixels).ToArray(), shape);
                for (var i = 0; i < shape.Length; i++) Assert.Equal(alone[i], filled[(mask * shape.Length) + i], 1e-4f);
            }
        }
    }

    // A half, all, none and nine tenths of the pixels.
    private static bool[] Masks(ImageShape shape)
    {
        var random = new RandomStream(2);
        double[] shares = [0.5, 1, 0, 0.9];
        return [.. shares.SelectMany(share => Enumerable.Range(0, shape.Pixels).Select(_ => random.NextDouble() < share))];
    }

    private static float[] Replace(ISubstrate substrate, float[] picture, bool[] removed, ImageShape shape)
    {
        var destination = new float[removed.Length * shape.Channels];
        Array.Fill(destination, float.NaN);
        substrate.Replace(picture, removed, destination, shape, 5);
        return destination;
    }
}
