using EvalKit.Methods.Perturbations.Images;

namespace EvalKit.Methods.Tests.Perturbations.Images;

public class RotationTests
{
    [Theory]
    [InlineData(1, 5)]
    [InlineData(3, 15)]
    [InlineData(5, 30)]
    public void Pixels_come_from_the_angle_stated_on_either_side(int severity, double degrees)
    {
        var (sine, cosine) = Math.SinCos(double.DegreesToRadians(degrees));
        var clockwise = 0;
        foreach (var result in Ramp.Draws(new Rotation(), severity, 400))
        {
            var (x, y) = Ramp.Origin(result, 12, 5);
            var sign = y < 5 ? 1 : -1;
            Assert.Equal((12 * cosine) + (sign * 5 * sine), x, 1e-3);
            Assert.Equal((5 * cosine) - (sign * 12 * sine), y, 1e-3);
            clockwise += sign == 1 ? 1 : 0;
        }

        // Four standard errors of a fair coin.
        Assert.Equal(200, clockwise, 40.0);
    }

    [Fact]
    public void Values_are_those_of_the_version_stated() =>
        GoldenOutput.Assert(new Rotation(), version: 1, [0.3375024f, 0.4094533f, 0.533684f, 0.2971006f, 0.2817033f, 0.5200514f, 0.285831f, 0.1380123f]);
}
