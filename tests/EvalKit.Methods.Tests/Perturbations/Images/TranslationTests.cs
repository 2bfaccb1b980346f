using EvalKit.Methods.Perturbations.Images;

namespace EvalKit.Methods.Tests.Perturbations.Images;

public class TranslationTests
{
    [Theory]
    [InlineData(1, 0.05)]
    [InlineData(4, 0.2)]
    public void All_pixels_move_by_the_distance_stated_in_every_direction(int severity, double distance)
    {
        var (xs, ys) = (new List<double>(), new List<double>());
        foreach (var result in Ramp.Draws(new Translation(), severity, 400))
        {
            var (x, y) = Ramp.Origin(result, 0, 0);
            Assert.Equal(distance * Ramp.Shape.Width, Math.Sqrt((x * x) + (y * y)), 1e-3);
            var (otherX, otherY) = Ramp.Origin(result, -7, 9);
            Assert.Equal(x - 7, otherX, 1e-3);
            Assert.Equal(y + 9, otherY, 1e-3);
            xs.Add(x / (distance * Ramp.Shape.Width));
            ys.Add(y / (distance * Ramp.Shape.Width));
        }

        // Of an even direction sine and cosine have mean 0 and variance ½, their product mean 0 and variance ⅛.
        Assert.Equal(0, xs.Average(), 4 * Math.Sqrt(0.5 / 400));
        Assert.Equal(0, ys.Average(), 4 * Math.Sqrt(0.5 / 400));
        Assert.Equal(0.5, xs.Average(x => x * x), 4 * Math.Sqrt(0.125 / 400));
        Assert.Equal(0, xs.Zip(ys, (x, y) => x * y).Average(), 4 * Math.Sqrt(0.125 / 400));
    }

    [Fact]
    public void Values_are_those_of_the_version_stated() =>
        GoldenOutput.Assert(new Translation(), version: 1, [0.2986758f, 0.4830402f, 0.4088523f, 0.2833215f, 0.2581363f, 0.4425007f, 0.4476138f, 0.2672621f]);
}
