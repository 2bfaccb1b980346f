using EvalKit.Core.Data;
using EvalKit.Core.Images;

namespace EvalKit.Core.Tests.Images;

/// <summary>The expected numbers are Pillow 9.4's: <c>Image.fromarray(picture).resize((width, height), filter)</c>, modes L and F.</summary>
public sealed class ResamplerTests
{
    private const int Height = 7;
    private const int Width = 9;

    public static TheoryData<Interpolation, int, int, int[]> EightBitResults => new()
    {
        { Interpolation.Nearest, 4, 5, [0, 110, 4, 2, 104, 70, 160, 98, 140, 30, 132, 10, 248, 78, 76, 58, 236, 6, 136, 114] },
        { Interpolation.Bilinear, 4, 5, [43, 118, 74, 81, 142, 89, 152, 109, 122, 123, 143, 116, 173, 117, 124, 101, 140, 101, 95, 138] },
        { Interpolation.Bilinear, 10, 12, [0, 26, 68, 114, 136, 55, 35, 76, 13, 86, 124, 104, 33, 41, 74, 124, 151, 75, 59, 105, 46, 124, 166, 150,
            63, 57, 85, 142, 175, 104, 76, 103, 86, 146, 170, 149, 70, 69, 103, 165, 204, 139, 66, 31, 121, 120, 82, 38,
            86, 116, 155, 182, 133, 136, 112, 79, 181, 180, 144, 103, 107, 157, 168, 133, 106, 160, 167, 129, 170, 163, 142, 119,
            135, 181, 135, 31, 135, 210, 217, 162, 87, 72, 76, 83, 171, 110, 70, 84, 193, 189, 136, 64, 29, 109, 169, 181,
            127, 85, 94, 154, 161, 114, 87, 84, 67, 113, 153, 170, 58, 86, 152, 216, 96, 32, 62, 152, 138, 101, 93, 114] },
        { Interpolation.Bicubic, 4, 5, [32, 121, 74, 72, 148, 86, 164, 105, 126, 125, 150, 113, 183, 117, 125, 95, 143, 99, 86, 142] },
        { Interpolation.Bicubic, 10, 12, [0, 20, 67, 116, 142, 44, 23, 79, 0, 84, 128, 97, 32, 35, 69, 125, 156, 61, 50, 117, 31, 127, 183, 158,
            67, 51, 77, 143, 186, 98, 68, 112, 80, 154, 186, 158, 69, 62, 96, 167, 216, 144, 53, 19, 126, 127, 76, 28,
            81, 111, 168, 202, 123, 134, 105, 62, 203, 204, 149, 101, 101, 168, 190, 136, 85, 163, 182, 132, 187, 178, 146, 122,
            131, 198, 141, 9, 134, 225, 236, 167, 81, 61, 69, 80, 189, 106, 41, 69, 216, 216, 139, 46, 5, 111, 191, 194,
            133, 70, 81, 166, 170, 108, 73, 78, 60, 115, 166, 179, 48, 76, 167, 237, 86, 1, 50, 168, 150, 94, 81, 110] },
        { Interpolation.Lanczos, 4, 5, [26, 121, 76, 65, 146, 85, 172, 98, 132, 130, 152, 112, 188, 115, 128, 91, 142, 102, 78, 141] },
        { Interpolation.Lanczos, 10, 12, [0, 17, 69, 119, 149, 40, 21, 75, 0, 77, 130, 88, 31, 33, 69, 128, 156, 51, 53, 123, 30, 121, 198, 161,
            73, 49, 69, 148, 198, 101, 63, 113, 80, 152, 189, 153, 72, 61, 91, 171, 218, 154, 40, 22, 122, 139, 69, 28,
            83, 97, 177, 214, 126, 136, 89, 48, 204, 228, 142, 99, 93, 174, 213, 126, 67, 162, 196, 146, 192, 186, 142, 124,
            126, 208, 136, 1, 128, 237, 240, 162, 78, 55, 73, 80, 201, 121, 10, 56, 222, 246, 144, 35, 0, 100, 201, 192,
            136, 61, 75, 183, 174, 99, 62, 74, 66, 117, 175, 182, 44, 66, 188, 239, 89, 0, 55, 181, 161, 87, 73, 106] },
        { Interpolation.Box, 4, 5, [38, 137, 24, 73, 160, 101, 164, 132, 118, 121, 175, 79, 248, 130, 70, 93, 158, 79, 82, 151] },
    };

    public static TheoryData<Interpolation, float[]> FloatResults => new()
    {
        { Interpolation.Bilinear, [42.9592f, 117.4405f, 74.7619f, 81.2262f, 141.7891f, 89.3314f, 152.5250f, 108.7435f, 121.7150f, 122.8857f] },
        { Interpolation.Bicubic, [31.7571f, 120.4934f, 73.8033f, 71.7106f, 147.5410f, 85.6589f, 163.5931f, 105.0657f, 125.8494f, 124.9153f] },
        { Interpolation.Lanczos, [26.2153f, 120.6917f, 76.4367f, 65.1485f, 145.8930f, 84.6553f, 171.8690f, 98.1694f, 132.4220f, 130.3702f] },
        { Interpolation.Box, [37.7500f, 136.7500f, 24.0000f, 72.2500f, 159.2500f, 100.7500f, 163.7500f, 132.0000f, 117.2500f, 120.2500f] },
    };

    [Theory]
    [MemberData(nameof(EightBitResults))]
    public void Eight_bit_levels_become_those_of_Pillow(Interpolation interpolation, int height, int width, int[] expected)
    {
        var actual = new byte[height * width];
        Resampler.Resize(Picture(), Height, Width, actual, height, width, interpolation);
        Assert.Equal(expected.Select(level => (byte)level), actual);
    }

    [Theory]
    [MemberData(nameof(FloatResults))]
    public void Numbers_become_those_of_Pillow(Interpolation interpolation, float[] expectedStart)
    {
        var actual = new float[4 * 5];
        Resampler.Resize(Floats(), Height, Width, actual, 4, 5, interpolation);
        for (var i = 0; i < expectedStart.Length; i++) Assert.Equal(expectedStart[i], actual[i], 1e-3f);
    }

    [Theory]
    [InlineData(Interpolation.Nearest)]
    [InlineData(Interpolation.Bilinear)]
    [InlineData(Interpolation.Bicubic)]
    [InlineData(Interpolation.Lanczos)]
    [InlineData(Interpolation.Box)]
    public void The_same_size_leaves_every_number_as_it_is(Interpolation interpolation)
    {
        var actual = new float[Height * Width];
        Resampler.Resize(Floats(), Height, Width, actual, Height, Width, interpolation);
        Assert.Equal(Floats(), actual);
    }

    [Theory]
    [InlineData(Interpolation.Bilinear)]
    [InlineData(Interpolation.Bicubic)]
    [InlineData(Interpolation.Lanczos)]
    [InlineData(Interpolation.Box)]
    public void A_flat_picture_stays_flat(Interpolation interpolation)
    {
        var flat = Enumerable.Repeat(0.3f, 200 * 150).ToArray();
        var actual = new float[31 * 47];
        Resampler.Resize(flat, 200, 150, actual, 31, 47, interpolation);
        Assert.All(actual, value => Assert.Equal(0.3f, value, 1e-6f));
    }

    [Fact]
    public void A_place_halfway_between_two_pixels_falls_as_with_Pillow()
    {
        var actual = new byte[7];
        Resampler.Resize([10, 20], 1, 2, actual, 1, 7, Interpolation.Nearest);
        Assert.Equal([10, 10, 10, 10, 20, 20, 20], actual);
    }

    [Fact]
    public void Rows_beyond_one_band_are_filtered_like_the_first()
    {
        // Every row is the same ramp, so that every row of the result must be the same too.
        const int rows = 150;
        var ramp = Enumerable.Range(0, rows * 10).Select(i => (float)(i % 10)).ToArray();
        var actual = new float[rows * 5];
        Resampler.Resize(ramp, rows, 10, actual, rows, 5, Interpolation.Box);
        Assert.All(actual.Chunk(5), row => Assert.Equal([0.5f, 2.5f, 4.5f, 6.5f, 8.5f], row));
    }

    private static byte[] Picture() =>
        [.. from y in Enumerable.Range(0, Height)
            from x in Enumerable.Range(0, Width)
            select (byte)(((x * x * 13) + (y * y * 7) + (x * y * 11) + (((x * 29) + (y * 53)) % 64)) % 256)];

    private static float[] Floats() => [.. Picture().Select(level => (float)level)];
}
