using EvalKit.Methods.Perturbations.Images;

namespace EvalKit.Methods.Tests.Perturbations.Images;

public class ScaleTests
{
    [Theory]
    [InlineData(1, 1.1)]
    [InlineData(5, 2)]
    public void The_picture_grows_or_shrinks_by_the_factor_stated(int severity, double factor)
    {
        var larger = 0;
        foreach (var result in Ramp.Draws(new Scale(), severity, 400))
        {
            var (x, y) = Ramp.Origin(result, 8, -4);
            var step = x < 8 ? 1 / factor : factor;
            Assert.Equal(8 * step, x, 1e-3);
            Assert.Equal(-4 * step, y, 1e-3);
            larger += x < 8 ? 1 : 0;
        }

        Assert.Equal(200, larger, 40.0);
    }

    [Fact]
    public void Values_are_those_of_the_version_stated() =>
        GoldenOutput.Assert(new Scale(), version: 1, [0.3598039f, 0.4715686f, 0.5205882f, 0.4441177f, 0.5558824f, 0.5421569f, 0.3401961f, 0.2637255f]);
}
