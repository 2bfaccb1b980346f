using EvalKit.Core.Attributions;
using EvalKit.Core.Images;
using EvalKit.Methods.Attributions;
using EvalKit.Methods.Metrics.Explanations;
using EvalKit.Methods.Tests.Attributions;

namespace EvalKit.Methods.Tests.Metrics.Explanations;

public sealed class LocalisationTests
{
    // A picture of 2 × 3; the object is the upper left pixel and the one below it.
    private static readonly LinearModel Model = LinearModel.Random(new ImageShape(1, 2, 3), 2, 1);
    private static readonly bool[] Object = [true, false, false, true, false, false];

    [Theory]
    [InlineData(0, 5f, 1f, 1.0, 2.0 / 6)] // the largest lies on it
    [InlineData(0, 1f, 5f, 0.0, 2.0 / 6)] // the largest lies beside it
    [InlineData(1, 1f, 5f, 1.0, 4.0 / 6)] // which counts with a tolerance of one pixel
    public void The_pointing_game_asks_for_the_most_relevant_pixel(int tolerance, float inside, float beside, double expected, double chance) =>
        Assert.Equal([expected, chance], Measure(new PointingGame(tolerance), [inside, beside, 0, 0, 0, 0.5f], Object, out _));

    [Fact]
    public void The_relevance_mass_is_the_share_of_what_is_positive() =>
        Assert.Equal([0.75, 2.0 / 6], Measure(new RelevanceMass(), [2, 1, -5, 1, -1, 0], Object, out _));

    [Fact]
    public void Says_why_there_is_none()
    {
        float[] map = [1, 2, 3, 4, 5, 6];
        foreach (var metric in new IExplanationMetric[] { new PointingGame(), new RelevanceMass() })
        {
            Measure(metric, map, null, out var without);
            Assert.Equal("the data have no mask for it", without);
            Measure(metric, map, new bool[6], out var empty);
            Assert.Equal("its mask is empty", empty);
        }

        Measure(new RelevanceMass(), [-1, -2, 0, 0, 0, 0], Object, out var negative);
        Assert.Equal("the attribution is nowhere positive", negative);
    }

    private static double[] Measure(IExplanationMetric metric, float[] attribution, bool[]? mask, out string? reason)
    {
        var values = new double[2];
        reason = metric.Measure(Requests.Of(Model, attribution, new float[6], 0, new Occlusion(), mask: mask), values, default);
        return values;
    }
}
