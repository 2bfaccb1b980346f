using EvalKit.Core.Images;
using EvalKit.Methods.Metrics.Explanations;
using EvalKit.Methods.Tests.Attributions;

namespace EvalKit.Methods.Tests.Metrics.Explanations;

public sealed class EntropyTests
{
    [Theory]
    [InlineData(0f, 0f, -3f, 0f, 0.0)]
    [InlineData(2f, -2f, 2f, 2f, 1.0)]
    [InlineData(2f, -1f, 1f, 0f, 0.75)] // ½ ln 2 + 2 · ¼ ln 4 = 1.5 ln 2, over ln 4
    public void Is_that_of_the_shares_of_the_magnitudes(float a, float b, float c, float d, double expected)
    {
        Assert.Equal(expected, Measure([a, b, c, d], out var reason), 1e-12);
        Assert.Null(reason);
    }

    [Theory]
    [InlineData(0f, "zero")]
    [InlineData(float.NaN, "not finite")]
    public void An_attribution_without_length_has_none(float value, string expected)
    {
        Assert.Equal(double.NaN, Measure([value, 0, 0, 0], out var reason));
        Assert.Contains(expected, reason, StringComparison.Ordinal);
    }

    private static double Measure(float[] attribution, out string? reason)
    {
        var value = new double[1];
        reason = new Entropy().Measure(Requests.Of(LinearModel.Random(new ImageShape(1, 2, 2), 2, 1), attribution, [0, 0, 0, 0], []), value, default);
        return value[0];
    }
}
