using EvalKit.Core.Errors;
using EvalKit.Core.Images;
using EvalKit.Methods.Attributions;
using MathNet.Numerics.LinearAlgebra;

namespace EvalKit.Methods.Tests.Attributions;

public sealed class LimeTests
{
    // Two rows of three segments, of 2 × 2 pixels each.
    private static readonly ImageShape Shape = new(1, 4, 6);
    private static readonly float[] Picture = RandomArrays.Uniform(Shape.Length, 1);

    [Theory]
    [InlineData(0.5)]
    [InlineData(null)]
    public void On_a_linear_function_a_segment_has_the_sum_of_weight_times_difference(double? baseline)
    {
        var function = new LinearFunction(Shape, RandomArrays.Normal(Shape.Length, 2), 1);
        var (attribution, error) = Attribute(new Lime(100, 6, Baseline: baseline), function, 3);
        for (var i = 0; i < Shape.Pixels; i++)
        {
            var own = Enumerable.Range(0, Shape.Pixels).Where(j => SegmentOf(j) == SegmentOf(i)).ToArray();
            var absent = baseline ?? own.Average(j => (double)Picture[j]);
            Assert.Equal(own.Sum(j => function.Weights[j] * (Picture[j] - absent)), attribution[i], 1e-5);
            Assert.InRange(error[i], 0, 1e-6);
        }
    }

    [Fact]
    public void The_error_from_the_fit_to_all_subsets_is_the_stated_standard_error()
    {
        var function = new NumberFunction(Shape, Nonlinear);
        var expected = FitToAll(0.25);
        var method = new Lime(200, 6, Baseline: 0);
        const int Repeats = 300;
        var squares = 0.0;
        for (var repeat = 0; repeat < Repeats; repeat++)
        {
            var (attribution, error) = Attribute(method, function, (ulong)repeat);
            for (var segment = 0; segment < 6; segment++)
            {
                var pixel = (segment / 3 * 12) + (segment % 3 * 2);
                var z = (attribution[pixel] - expected[segment]) / error[pixel];
                squares += z * z / (6 * Repeats);
            }
        }

        Assert.InRange(squares, 0.9, 1.2);
    }

    [Fact]
    public void A_ridge_shrinks_as_the_closed_form_says()
    {
        // One segment of weight 1 among two: with N large, A = N Cov(z) under the weights, so β = A / (A + ridge).
        var shape = new ImageShape(1, 1, 2);
        var function = new LinearFunction(shape, [1, 0], 0);
        var attribution = new float[2];
        const int Samples = 20000;
        new Lime(Samples, 2, Ridge: 1000, KernelWidth: 100, Baseline: 0).Attribute(new(function, [1, 1], 5), attribution, [], default);
        Assert.Equal(0.25 * Samples / ((0.25 * Samples) + 1000), attribution[0], 0.005);
    }

    [Fact]
    public void Too_few_samples_are_refused()
    {
        var error = Assert.Throws<UserException>(() => Attribute(new Lime(13, 6), new NumberFunction(Shape, Nonlinear), 0));
        Assert.Equal("lime: subsets is 13, too few for 6 segments; at least 14 are needed.", error.Message);
    }

    private static (float[] Attribution, float[] Error) Attribute(Lime method, Core.Attributions.IScalarFunction function, ulong key)
    {
        var (attribution, error) = (new float[Shape.Pixels], new float[Shape.Pixels]);
        method.Attribute(new(function, Picture, key), attribution, error, default);
        return (attribution, error);
    }

    // What LIME estimates: weighted least squares over all 64 subsets, with an intercept.
    private static double[] FitToAll(double width)
    {
        var (rows, scores, roots) = (new double[64, 7], new double[64], new double[64]);
        for (var set = 0; set < 64; set++)
        {
            var distance = 1 - Math.Sqrt(int.PopCount(set) / 6.0);
            roots[set] = Math.Sqrt(Math.Sqrt(Math.Exp(-distance * distance / (width * width))));
            for (var j = 0; j < 6; j++) rows[set, j] = roots[set] * ((set >> j) & 1);
            rows[set, 6] = roots[set];
            scores[set] = roots[set] * Nonlinear([.. Picture.Select((value, i) => ((set >> SegmentOf(i)) & 1) == 1 ? value : 0)]);
        }

        return Matrix<double>.Build.DenseOfArray(rows).QR().Solve(Vector<double>.Build.Dense(scores)).ToArray();
    }

    private static double Nonlinear(float[] x) =>
        (x[0] * x[9]) + (2 * x[4] * x[13] * x[23]) - Math.Abs(x[2] - x[20]) + Math.Sin(x.Sum()) + (0.5 * x[12]);

    private static int SegmentOf(int pixel) => (pixel / 12 * 3) + (pixel % 6 / 2);
}
