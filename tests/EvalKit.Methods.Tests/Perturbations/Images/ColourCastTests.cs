using EvalKit.Core.Images;
using EvalKit.Core.Perturbations;
using EvalKit.Methods.Perturbations.Images;

namespace EvalKit.Methods.Tests.Perturbations.Images;

public class ColourCastTests
{
    private const int Draws = 1000;

    private static readonly ImageShape Pixel = new(3, 1, 1);

    [Theory]
    [InlineData(1, 0.15)]
    [InlineData(5, 1)]
    public void Greys_keep_their_luma_and_hues_are_even(int severity, double amount)
    {
        var (differences, products) = (new List<double>(), new List<double>());
        for (var draw = 0; draw < Draws; draw++)
        {
            var result = Picture.Perturb(new ColourCast(), Picture.Constant(Pixel, 0.4f), Pixel, severity, ConstantSet.CifarC, (ulong)draw);
            Assert.Equal(0.4, (0.299 * result[0]) + (0.587 * result[1]) + (0.114 * result[2]), 1e-6);

            // Tints are ½ + ½ cos(hue − 0°, 120°, 240°), so differences of gains are sines of the hue times √3/2 a.
            differences.Add((result[1] - result[2]) / 0.4 / (amount * Math.Sqrt(3) / 2));
            products.Add(((2 * result[0]) - result[1] - result[2]) / 0.4 / (amount * 1.5));
        }

        Assert.All(differences.Zip(products), pair => Assert.Equal(1, (pair.First * pair.First) + (pair.Second * pair.Second), 1e-3));
        Assert.Equal(0, differences.Average(), 4 * Math.Sqrt(0.5 / Draws));
        Assert.Equal(0, products.Average(), 4 * Math.Sqrt(0.5 / Draws));
        Assert.Equal(0.5, differences.Average(x => x * x), 4 * Math.Sqrt(0.125 / Draws));
        Assert.Equal(0, differences.Zip(products, (x, y) => x * y).Average(), 4 * Math.Sqrt(0.125 / Draws));
    }

    [Fact]
    public void A_grey_picture_stays()
    {
        float[] source = [0, 0.3f, 1];
        Assert.Equal(source, Picture.Perturb(new ColourCast(), source, new ImageShape(1, 1, 3), 5, ConstantSet.CifarC));
    }

    [Fact]
    public void Values_are_those_of_the_version_stated() =>
        GoldenOutput.Assert(new ColourCast(), version: 1, [0f, 0.4868877f, 0.9737754f, 0.0601771f, 0.5470648f, 1f, 0.1203543f, 0.6072419f]);
}
