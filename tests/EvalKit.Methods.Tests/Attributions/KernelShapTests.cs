using EvalKit.Core.Errors;
using EvalKit.Core.Images;
using EvalKit.Methods.Attributions;

namespace EvalKit.Methods.Tests.Attributions;

public sealed class KernelShapTests
{
    // Two rows of three segments, of 2 × 2 pixels each.
    private static readonly ImageShape Shape = new(1, 4, 6);
    private static readonly float[] Picture = RandomArrays.Uniform(Shape.Length, 1);

    [Theory]
    [InlineData(0.3)]
    [InlineData(null)]
    public void Enumerated_values_are_the_shapley_values_by_definition(double? baseline)
    {
        var function = new NumberFunction(Shape, Nonlinear);
        var (attribution, error) = Attribute(new KernelShap(62, 6, Baseline: baseline), function, 0);
        var absent = baseline ?? Picture.Average(value => (double)value);
        var expected = Shapley.Of(6, set => Nonlinear(WithAbsent(set, (float)absent)));
        for (var i = 0; i < Shape.Pixels; i++) Assert.Equal(expected[SegmentOf(i)] / 4, attribution[i], 1e-6);
        Assert.All(error, value => Assert.Equal(0, value));
    }

    [Fact]
    public void The_error_of_sampled_values_is_the_stated_standard_error()
    {
        var function = new NumberFunction(Shape, Nonlinear);
        var expected = Shapley.Of(6, set => Nonlinear(WithAbsent(set, 0)));
        var method = new KernelShap(60, 6, Baseline: 0);
        const int Repeats = 500;
        var squares = 0.0;
        for (var repeat = 0; repeat < Repeats; repeat++)
        {
            var (attribution, error) = Attribute(method, function, (ulong)repeat);
            for (var segment = 0; segment < 6; segment++)
            {
                var pixel = (segment / 3 * 12) + (segment % 3 * 2);
                var z = (attribution[pixel] - (expected[segment] / 4)) / error[pixel];
                squares += z * z / (6 * Repeats);
            }
        }

        // With 30 pairs the estimate is a little small, as sandwich estimates are.
        Assert.InRange(squares, 0.9, 1.35);
    }

    [Theory]
    [InlineData(6, 62)]
    [InlineData(6, 40)]
    [InlineData(24, 200)]
    public void On_a_linear_function_a_segment_has_the_sum_of_weight_times_difference(int segments, int samples)
    {
        var function = new LinearFunction(Shape, RandomArrays.Normal(Shape.Length, 2), 1);
        var (attribution, error) = Attribute(new KernelShap(samples, segments, Baseline: 0.5), function, 3);
        var size = Shape.Pixels / segments;
        for (var i = 0; i < Shape.Pixels; i++)
        {
            var expected = Enumerable.Range(0, Shape.Pixels)
                .Where(j => segments == 24 ? j == i : SegmentOf(j) == SegmentOf(i))
                .Sum(j => function.Weights[j] * (Picture[j] - 0.5)) / size;
            Assert.Equal(expected, attribution[i], 1e-5);
            Assert.InRange(error[i], 0, 1e-6);
        }
    }

    [Fact]
    public void Sampled_values_add_up_to_the_difference_of_scores()
    {
        var (attribution, _) = Attribute(new KernelShap(100, 24, Baseline: 0.25), new NumberFunction(Shape, Nonlinear), 5);
        var difference = Nonlinear(Picture) - Nonlinear(Enumerable.Repeat(0.25f, Shape.Length).ToArray());
        Assert.Equal(difference, attribution.Sum(value => (double)value), 1e-6);
    }

    [Fact]
    public void Too_few_samples_are_refused()
    {
        var error = Assert.Throws<UserException>(() => Attribute(new KernelShap(95, 24), new NumberFunction(Shape, Nonlinear), 0));
        Assert.Equal("kernel-shap: subsets is 95, too few for 24 segments; at least 96 are needed.", error.Message);
    }

    private static (float[] Attribution, float[] Error) Attribute(KernelShap method, Core.Attributions.IScalarFunction function, ulong key)
    {
        var (attribution, error) = (new float[Shape.Pixels], new float[Shape.Pixels]);
        method.Attribute(new(function, Picture, key), attribution, error, default);
        return (attribution, error);
    }

    // Interactions of every order, and a kink.
    private static double Nonlinear(float[] x) =>
        (x[0] * x[9]) + (2 * x[4] * x[13] * x[23]) - Math.Abs(x[2] - x[20]) + Math.Sin(x.Sum()) + (0.5 * x[12]);

    private static float[] WithAbsent(int set, float absent) =>
        [.. Picture.Select((value, i) => ((set >> SegmentOf(i)) & 1) == 1 ? value : absent)];

    private static int SegmentOf(int pixel) => (pixel / 12 * 3) + (pixel % 6 / 2);
}
