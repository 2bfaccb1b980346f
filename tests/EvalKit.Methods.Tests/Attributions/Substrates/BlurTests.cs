using EvalKit.Core.Images;
using EvalKit.Methods.Attributions.Substrates;

namespace EvalKit.Methods.Tests.Attributions.Substrates;

public sealed class BlurTests
{
    [Theory]
    [InlineData(null, 1.2)]
    [InlineData(0.7, 0.7)]
    public void A_removed_pixel_gets_its_blurred_value(double? sigma, double expectedSigma)
    {
        var shape = new ImageShape(2, 12, 15);
        var picture = RandomArrays.Uniform(shape.Length, 1);
        var removed = Enumerable.Range(0, shape.Pixels).Select(i => i % 3 == 1).ToArray();
        var filled = new float[shape.Length];
        new Blur(sigma).Replace(picture, removed, filled, shape, 0);
        for (var i = 0; i < shape.Length; i++)
        {
            var pixel = i % shape.Pixels;
            var plane = picture.AsSpan(i - pixel, shape.Pixels).ToArray();
            var expected = removed[pixel] ? NaiveBlur.At(plane, shape, pixel / shape.Width, pixel % shape.Width, expectedSigma) : picture[i];
            Assert.Equal(expected, filled[i], 1e-5);
        }
    }
}
