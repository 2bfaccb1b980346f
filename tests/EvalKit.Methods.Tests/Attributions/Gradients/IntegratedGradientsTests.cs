using EvalKit.Core.Attributions;
using EvalKit.Core.Images;
using EvalKit.Methods.Attributions.Gradients;

namespace EvalKit.Methods.Tests.Attributions.Gradients;

public sealed class IntegratedGradientsTests
{
    private static readonly ImageShape Shape = new(2, 6, 7);
    private static readonly float[] Picture = RandomArrays.Uniform(Shape.Length, 2);
    private static readonly float[] A = RandomArrays.Normal(Shape.Length, 3);
    private static readonly float[] B = RandomArrays.Normal(Shape.Length, 4);

    [Theory]
    [InlineData(BaselineKind.Zero)]
    [InlineData(BaselineKind.Mean)]
    [InlineData(BaselineKind.Blur)]
    [InlineData(BaselineKind.Noise)]
    public void Of_a_sum_over_values_is_what_each_changes_between_baseline_and_picture(BaselineKind kind)
    {
        // The slope of a cubic is of degree 2: two points of Gauss and Legendre are exact.
        var method = new IntegratedGradients(Steps: 2, kind, MostSteps: 2);
        var function = NumberFunction.Cubic(Shape, A, B);
        var baseline = Baseline(method, function);
        Attributed.AssertClose(
            Attributed.OverChannels(Shape.Pixels, i => Term(i, Picture[i]) - Term(i, baseline[i]), Shape.Channels),
            Attributed.By(method, function, Picture),
            1e-5);
    }

    [Fact]
    public void Baselines_are_what_they_are_called()
    {
        var function = new LinearFunction(Shape, A, 0);
        Assert.All(Baseline(new IntegratedGradients(), function), value => Assert.Equal(0, value));
        Assert.Equal(Picture[..42].Average(), Baseline(new IntegratedGradients(Baseline: BaselineKind.Mean), function)[41], 1e-6);
        Assert.Equal(Picture[42..].Average(), Baseline(new IntegratedGradients(Baseline: BaselineKind.Mean), function)[42], 1e-6);
        var noise = Baseline(new IntegratedGradients(Baseline: BaselineKind.Noise), function);
        Assert.All(noise, value => Assert.InRange(value, 0, 1));
        Assert.Equal(noise.Length, noise.Distinct().Count());
        Assert.Equal(noise, Baseline(new IntegratedGradients(Baseline: BaselineKind.Noise), function));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(11)]
    public void The_trapezoid_rule_has_its_known_error_on_a_cubic(int points)
    {
        // ∫₀¹ t² dt by n points is 1/3 + h² / 6 with h = 1 / (n − 1), so that ∫ 3 b x² (t x)² … gives b x³ (1 + h² / 2).
        var function = NumberFunction.Cubic(Shape, A, B);
        var factor = 1 + (0.5 / ((points - 1) * (points - 1)));
        var method = new IntegratedGradients(points, Quadrature: Quadrature.Trapezoid, Residual: 1, MostSteps: points);
        Attributed.AssertClose(
            Attributed.OverChannels(Shape.Pixels, i => (A[i] * (double)Picture[i] * Picture[i]) + (factor * B[i] * Math.Pow(Picture[i], 3)), Shape.Channels),
            Attributed.By(method, function, Picture),
            1e-5);
    }

    [Theory]
    [InlineData(0.2, 16)]
    [InlineData(0.01, 128)]
    [InlineData(0.0, 512)]
    public void Steps_are_doubled_until_the_residual_is_below_the_share(double residual, int last)
    {
        // max(0, m − 0.3) with m the mean: the bend lies on the path, between points.
        var function = new NumberFunction(
            Shape,
            x => Math.Max(0, x.Average() - 0.3),
            gradient: x => [.. x.Select(_ => x.Average() > 0.3 ? 1f / Shape.Length : 0)]);
        var sum = Attributed.By(new IntegratedGradients(8, Residual: residual, MostSteps: 512), function, Picture).Sum();
        var expected = Picture.Average() - 0.3;
        Assert.Equal((2 * last) - 8, function.Gradients);
        if (residual > 0) Assert.InRange(Math.Abs(sum - expected), 0, (residual * expected) + 1e-6);
    }

    private static double Term(int i, double x) => (A[i] * x * x) + (B[i] * x * x * x);

    private static float[] Baseline(ICompleteAttribution method, IScalarFunction function)
    {
        var baseline = new float[Shape.Length];
        method.Baseline(new(function, Picture, 7), baseline);
        return baseline;
    }
}
