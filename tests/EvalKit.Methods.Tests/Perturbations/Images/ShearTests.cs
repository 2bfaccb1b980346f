using EvalKit.Methods.Perturbations.Images;

namespace EvalKit.Methods.Tests.Perturbations.Images;

public class ShearTests
{
    [Theory]
    [InlineData(1, 0.1)]
    [InlineData(5, 0.6)]
    public void Rows_or_columns_move_by_the_slope_stated_each_way_alike(int severity, double slope)
    {
        var ways = new Dictionary<(int Sideways, int Upwards), int>();
        foreach (var result in Ramp.Draws(new Shear(), severity, 800))
        {
            var (x, y) = Ramp.Origin(result, 10, 6);
            var way = ((int)Math.Round((x - 10) / (6 * slope)), (int)Math.Round((y - 6) / (10 * slope)));
            Assert.Equal(10 + (way.Item1 * 6 * slope), x, 1e-3);
            Assert.Equal(6 + (way.Item2 * 10 * slope), y, 1e-3);
            ways[way] = ways.GetValueOrDefault(way) + 1;
        }

        Assert.Equal([(-1, 0), (0, -1), (0, 1), (1, 0)], ways.Keys.Order());
        Assert.All(ways.Values, count => Assert.Equal(200, count, 4 * Math.Sqrt(800 * 0.25 * 0.75)));
    }

    [Fact]
    public void Values_are_those_of_the_version_stated() =>
        GoldenOutput.Assert(new Shear(), version: 1, [0.3529412f, 0.4666667f, 0.5145098f, 0.3960784f, 0.0392157f, 0.6235294f, 0.2698039f, 0.0823529f]);
}
