using EvalKit.Core.Images;
using EvalKit.Methods.Metrics.Explanations;
using EvalKit.Methods.Tests.Attributions;

namespace EvalKit.Methods.Tests.Metrics.Explanations;

public sealed class SparsenessTests
{
    [Theory]
    [InlineData(0f, 0f, -3f, 0f, 0.75)]
    [InlineData(2f, -2f, 2f, 2f, 0.0)]
    [InlineData(4f, -1f, 2f, 3f, 0.25)] // 1 − 2 (1 · 3.5 + 2 · 2.5 + 3 · 1.5 + 4 · 0.5) / (10 · 4)
    [InlineData(0f, 0f, 0f, 0f, double.NaN)]
    [InlineData(1f, float.NaN, 0f, 0f, double.NaN)]
    [InlineData(1f, float.PositiveInfinity, 0f, 0f, double.NaN)]
    public void Is_the_gini_index_of_the_magnitudes(float a, float b, float c, float d, double expected)
    {
        var model = LinearModel.Random(new ImageShape(1, 2, 2), 2, 1);
        var value = new double[1];
        new Sparseness().Measure(Requests.Of(model, [a, b, c, d], [0, 0, 0, 0], []), value, default);
        Assert.Equal(expected, value[0], 1e-12);
    }
}
