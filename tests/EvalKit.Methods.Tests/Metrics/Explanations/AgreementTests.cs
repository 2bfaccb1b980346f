using EvalKit.Core.Attributions;
using EvalKit.Core.Images;
using EvalKit.Methods.Tests.Attributions;

namespace EvalKit.Methods.Tests.Metrics.Explanations;

public sealed class AgreementTests
{
    private static readonly LinearModel Model = LinearModel.Random(new ImageShape(1, 2, 2), 2, 1);

    [Fact]
    public void Is_the_mean_rank_correlation_with_the_others()
    {
        // Against the same order 1, against the reverse −1, against one swap of neighbours 0.8.
        var values = Measure([1, 2, 3, 4], out var reason, [10, 20, 30, 40], [4, 3, 2, 1], [2, 1, 3, 4]);
        Assert.Equal([0.8 / 3, 1, -1, 0.8], values, Near);
        Assert.Null(reason);
    }

    [Fact]
    public void Methods_that_rank_nothing_are_left_out() => Assert.Equal([1, double.NaN, 1, double.NaN], Measure([1, 2, 3, 4], out _, [], [1, 2, 3, 4], [5, 5, 5, 5]), Near);

    [Fact]
    public void Alone_a_method_has_none()
    {
        Measure([1, 2, 3, 4], out var alone);
        Assert.Equal("no other method explained it", alone);
        Measure([1, 2, 3, 4], out var constant, [5, 5, 5, 5]);
        Assert.Equal("the attributions of the other methods are missing or constant", constant);
    }

    [Fact]
    public void Columns_are_the_other_methods() =>
        Assert.Equal(["agreement", "rise", "lime"], new Methods.Metrics.Explanations.Agreement().Columns(new([], [], ["rise", "occlusion", "lime"]), "occlusion"));

    private static bool Near(double a, double b) => Math.Abs(a - b) < 1e-12 || (double.IsNaN(a) && double.IsNaN(b));

    private static double[] Measure(float[] attribution, out string? reason, params float[][] others)
    {
        var values = new double[others.Length + 1];
        var request = Requests.Of(Model, attribution, [0, 0, 0, 0], [], others: [.. others.Select((map, i) => new OtherAttribution($"other-{i}", map))]);
        reason = new Methods.Metrics.Explanations.Agreement().Measure(request, values, default);
        return values;
    }
}
