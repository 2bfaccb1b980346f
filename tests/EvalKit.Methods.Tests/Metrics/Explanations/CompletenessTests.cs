using EvalKit.Core.Attributions;
using EvalKit.Core.Images;
using EvalKit.Methods.Attributions;
using EvalKit.Methods.Metrics.Explanations;
using EvalKit.Methods.Tests.Attributions;

namespace EvalKit.Methods.Tests.Metrics.Explanations;

public sealed class CompletenessTests
{
    // Class 0 has the logit 3 a + 4 b, class 1 has 0; the baseline of kernel-shap is 0.5 here.
    private static readonly LinearModel Model = new(new ImageShape(1, 1, 2), [[3, 4], [0, 0]], [0, 0]);
    private static readonly IAttributionMethod Shapley = new KernelShap(Segments: 2, Baseline: 0.5);

    [Fact]
    public void Is_what_the_sum_misses_over_the_change_of_the_score()
    {
        // f(1, 1) − f(½, ½) = 7 − 3.5; the values add up to 2.8, so 0.7 of 3.5 is missing.
        Assert.Equal(0.2, Measure(Shapley, [1, 1], [1.3f, 1.5f], out var reason), 1e-6);
        Assert.Null(reason);
    }

    [Fact]
    public void Is_0_for_exact_shapley_values() => Assert.Equal(0, Measure(Shapley, [1, 1], [1.5f, 2], out _), 1e-6);

    [Fact]
    public void A_method_that_promises_no_sum_says_so()
    {
        Assert.Equal(double.NaN, Measure(new Occlusion(1, 1), [1, 1], [1.5f, 2], out var reason));
        Assert.Equal("the method does not promise that its values add up to the score", reason);
    }

    [Fact]
    public void A_picture_with_the_score_of_the_baseline_has_none()
    {
        Assert.Equal(double.NaN, Measure(Shapley, [0.5f, 0.5f], [0, 0], out var reason));
        Assert.Equal("the baseline has the same score", reason);
    }

    private static double Measure(IAttributionMethod method, float[] picture, float[] attribution, out string? reason)
    {
        var value = new double[1];
        reason = new Completeness().Measure(Requests.Of(Model, attribution, picture, [], method: method), value, default);
        return value[0];
    }
}
