using EvalKit.Core.Images;
using EvalKit.Core.Randomness;
using EvalKit.Methods.Perturbations;
using EvalKit.Methods.Perturbations.Jpegs;
using EvalKit.Methods.Tests.Perturbations.Images;

namespace EvalKit.Methods.Tests.Perturbations.Jpegs;

public class JpegRoundTripTests
{
    public static TheoryData<ImageShape> Shapes =>
    [
        new(1, 1, 1), new(3, 1, 1), new(1, 28, 28), new(3, 32, 32), new(3, 33, 17), new(3, 16, 4), new(3, 15, 5), new(3, 2, 9),
        new(1, 17, 31), new(3, 49, 250), new(3, 224, 224),
    ];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Is_the_same_bit_for_bit_as_what_libjpeg_stores_and_reads(ImageShape shape)
    {
        // Noise about a slow wave, and pure noise: all coefficients, and values that are clipped.
        var random = new RandomStream(3);
        foreach (var grain in (ReadOnlySpan<int>)[40, 256])
        {
            var planes = new byte[shape.Length];
            for (var i = 0; i < planes.Length; i++)
            {
                var wave = (256 - grain) * (0.5 + (0.5 * Math.Sin((i % shape.Width * 0.11) + (i / shape.Width * 0.07))));
                planes[i] = (byte)(wave + random.NextInt(grain));
            }

            foreach (var quality in (ReadOnlySpan<int>)[1, 7, 10, 15, 18, 25, 40, 49, 50, 58, 65, 80, 95, 100])
                AssertSame(planes, shape, quality);
        }
    }

    [Fact]
    public void Pictures_with_edges_are_the_same_too()
    {
        var planes = new byte[TestPicture.Shape.Length];
        Levels.FromValues(TestPicture.Create(), planes);
        foreach (var quality in (ReadOnlySpan<int>)[7, 25, 80]) AssertSame(planes, TestPicture.Shape, quality);
    }

    private static void AssertSame(byte[] planes, ImageShape shape, int quality)
    {
        var (source, destination, levels) = (new float[planes.Length], new float[planes.Length], new byte[planes.Length]);
        Levels.ToValues(planes, source);
        JpegRoundTrip.Apply(source, destination, shape, quality);
        Levels.FromValues(destination, levels);
        var expected = StoredJpeg.RoundTrip(planes, shape, quality);
        var differing = Enumerable.Range(0, planes.Length).Count(i => levels[i] != expected[i]);
        Assert.True(differing == 0, $"{differing} of {planes.Length} levels differ at quality {quality}, the first at {Enumerable.Range(0, planes.Length).FirstOrDefault(i => levels[i] != expected[i])}.");
        Assert.Equal(expected.Select(Levels.ToValue), destination);
    }
}
