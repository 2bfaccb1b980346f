using EvalKit.Core.Attributions;
using EvalKit.Core.Images;
using EvalKit.Methods.Attributions;
using EvalKit.Methods.Attributions.Gradients;
using EvalKit.Methods.Attributions.Graphs;
using EvalKit.Methods.Metrics.Explanations;
using EvalKit.Methods.Tests.Attributions;

namespace EvalKit.Methods.Tests.Metrics.Explanations;

public sealed class InfidelityTests
{
    // A row of three pixels: squares of side 1 only. The logit is 3 a + 4 b, and the baseline of kernel-shap 0.
    private static readonly ImageShape Row = new(1, 1, 3);
    private static readonly LinearModel Model = new(Row, [[3, 4, 0], [0, 0, 0]], [0, 0]);
    private static readonly IAttributionMethod Shapley = new KernelShap(Segments: 2, Baseline: 0);

    [Fact]
    public void With_squares_it_equals_the_value_computed_by_hand()
    {
        // Drops 3, 4, 0 at (1, 1, 1); sums 1, 2, 2: squares of differences 4, 4, 4. β = 11/9, so 25 − 121/9 = 104/9 remain of 25.
        var values = Measure(new Infidelity(), [1, 1, 1], [1, 2, 2], out var reason);
        Assert.Equal([4, 104.0 / 27, 104.0 / 225], values, Near);
        Assert.Null(reason);
    }

    [Fact]
    public void Is_0_for_the_drops_and_scaling_mends_their_multiples()
    {
        Assert.Equal([0, 0, 0], Measure(new Infidelity(), [1, 1, 1], [3, 4, 0], out _), Near);
        Assert.Equal([25.0 / 3, 0, 0], Measure(new Infidelity(), [1, 1, 1], [6, 8, 0], out _), Near);
    }

    [Fact]
    public void Without_a_baseline_of_its_own_pixels_become_the_mean()
    {
        // At (1, 0, 0.5) with mean 0.5: drops 1.5, −2, 0.
        var values = new double[3];
        new Infidelity().Measure(Requests.Of(Model, [1.5f, -2, 0], [1, 0, 0.5f], [], method: new Occlusion(1, 1)), values, default);
        Assert.Equal([0, 0, 0], values, Near);
    }

    [Fact]
    public void With_noise_it_is_0_for_the_slope_of_a_linear_model_and_1_without_a_part_of_it()
    {
        var shape = new ImageShape(2, 2, 2);
        float[] slope = [1, -2, 0.5f, 3];
        var model = new LinearModel(shape, [[.. slope, .. slope], new float[8]], [0, 0]);
        var picture = RandomArrays.Uniform(8, 3);
        var values = new double[3];
        new Infidelity(InfidelityPerturbation.Noise).Measure(Requests.Of(model, slope, picture, []), values, default);
        Assert.Equal([0, 0, 0], values, (a, b) => Math.Abs(a - b) < 1e-9);
    }

    [Fact]
    public void With_noise_it_equals_its_expectation()
    {
        // At 0 the perturbation is −max(0, ε/5), so Δ = −3 z₀ − 4 z₁ with z = max(0, ε/5): E z² = 0.02, E z = 0.2 φ(0), φ(0) = 0.3989.
        var values = new double[3];
        new Infidelity(InfidelityPerturbation.Noise, Draws: 100_000).Measure(Requests.Of(Model, [2, 4, 0], [0, 0, 0], []), values, default);
        Assert.Equal(0.02, values[0], 0.0005); // (3 z₀ + 4 z₁ − 2 z₀ − 4 z₁)² = z₀²
    }

    public static TheoryData<IAttributionMethod> WithoutSign => [new Saliency(), new SmoothGrad(), new GuidedBackpropagation(), new GradCam(), new GradCamPlusPlus(), new AttentionRollout(), new Rise()];

    [Theory]
    [MemberData(nameof(WithoutSign))]
    public void Values_without_a_sign_have_none(IAttributionMethod method)
    {
        var values = new double[3];
        Assert.StartsWith("the method's values have no sign", new Infidelity().Measure(Requests.Of(Model, [1, 2, 2], [1, 1, 1], [], method: method), values, default));
        Assert.All(values, value => Assert.Equal(double.NaN, value));
    }

    [Fact]
    public void Where_nothing_changes_there_is_none()
    {
        var constant = new LinearModel(Row, [new float[3], new float[3]], [1, 0]);
        var values = new double[3];
        Assert.Equal("no perturbation changes the score", new Infidelity().Measure(Requests.Of(constant, [1, 2, 3], [1, 1, 1], []), values, default));
        Assert.All(values, value => Assert.Equal(double.NaN, value));
    }

    [Fact]
    public void All_squares_are_those_of_sides_1_to_10_of_28()
    {
        var squares = new SquareSizes(new ImageShape(1, 28, 28));
        Assert.Equal(Enumerable.Range(1, 10).Sum(side => (29 - side) * (29 - side)), squares.Count);
        Assert.Equal((0, 0, 1), squares.At(0));
        Assert.Equal((1, 0, 2), squares.At(784 + 27));
        Assert.Equal((18, 18, 10), squares.At(squares.Count - 1));
    }

    private static bool Near(double a, double b) => Math.Abs(a - b) < 1e-6;

    private static double[] Measure(Infidelity metric, float[] picture, float[] attribution, out string? reason)
    {
        var values = new double[3];
        reason = metric.Measure(Requests.Of(Model, attribution, picture, [], method: Shapley), values, default);
        return values;
    }
}
