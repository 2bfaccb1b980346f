using EvalKit.Core.Images;
using EvalKit.Methods.Attributions;
using EvalKit.Methods.Metrics.Explanations;
using EvalKit.Methods.Tests.Attributions;

namespace EvalKit.Methods.Tests.Metrics.Explanations;

public sealed class ParameterRandomizationTests
{
    // Occlusion of single pixels to 0 gives w x: its order at a picture of ones is that of the weights.
    private static readonly ImageShape Row = new(1, 1, 4);
    private static readonly float[] Ones = [1, 1, 1, 1];
    private static readonly LinearModel Model = new(Row, [[1, 2, 3, 4], [0, 0, 0, 0]], [0, 0]);

    [Fact]
    public void Compares_with_the_attribution_of_the_permuted_model_at_each_stage()
    {
        // Half permuted: the order of −1 −2 3 4 is ranks 1 0 2 3 (0.8), of its magnitudes the same order; all: the reverse.
        var values = Measure(share => share < 1 ? Weights(-1, -2, 3, 4) : Weights(4, -3, 2, 1), new ParameterRandomization(2), out var reason);
        Assert.Equal([Correlation.Spearman([1, 2, 3, 4], [4, -3, 2, 1]), -1, 0.8, 1], values, (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Null(reason);
    }

    [Fact]
    public void Columns_are_the_figure_its_magnitudes_and_the_stages_before() => Assert.Equal(
        ["parameter-randomization", "magnitudes", "stage-1", "stage-1-magnitudes", "stage-2", "stage-2-magnitudes"],
        new ParameterRandomization(3).Columns(new([], [], []), "rise"));

    [Fact]
    public void Says_why_there_is_none()
    {
        Measure(_ => null, new ParameterRandomization(1), out var refused);
        Assert.Equal("it has no weights", refused);
        Measure(_ => Weights(0, 0, 0, 0), new ParameterRandomization(1), out var constant);
        Assert.Equal("the attribution of the permuted model is constant or not finite", constant);
        var values = new double[2];
        Assert.Equal("the model's weights cannot be changed", new ParameterRandomization(1).Measure(Requests.Of(Model, [1, 2, 3, 4], Ones, []), values, default));
    }

    private static LinearModel Weights(params float[] weights) => new(Row, [weights, [0, 0, 0, 0]], [0, 0]);

    private static double[] Measure(Func<double, LinearModel?> permuted, ParameterRandomization metric, out string? reason)
    {
        var values = new double[metric.Columns(new([], [], []), "occlusion").Count];
        var request = Requests.Of(new VariableModel(Model, permuted, _ => null), [1, 2, 3, 4], Ones, 0, new Occlusion(1, 1, Baseline: 0));
        reason = metric.Measure(request, values, default);
        return values;
    }
}
