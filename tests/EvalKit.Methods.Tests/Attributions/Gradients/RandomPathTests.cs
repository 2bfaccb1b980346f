using EvalKit.Core.Images;
using EvalKit.Methods.Attributions.Gradients;

namespace EvalKit.Methods.Tests.Attributions.Gradients;

/// <summary>Gradient SHAP and expected gradients.</summary>
public sealed class RandomPathTests
{
    private static readonly ImageShape Shape = new(2, 3, 4);
    private static readonly float[] Weights = RandomArrays.Normal(Shape.Length, 1);
    private static readonly float[] Picture = RandomArrays.Uniform(Shape.Length, 2);

    [Fact]
    public void Gradient_shap_of_a_linear_function_is_weight_times_difference()
    {
        var (attribution, error) = Attributed.WithError(new GradientShap(Noise: 0), new LinearFunction(Shape, Weights, 1), Picture);
        Attributed.AssertClose(Attributed.OverChannels(Shape.Pixels, i => Weights[i] * Picture[i], 2), attribution, 1e-6);
        Attributed.AssertClose(new double[Shape.Pixels], error, 1e-6);
    }

    [Fact]
    public void Noise_on_a_linear_function_is_what_the_error_states()
    {
        const int draws = 1000;
        var (attribution, error) = Attributed.WithError(new GradientShap(draws, Noise: 0.1), new LinearFunction(Shape, Weights, 1), Picture);
        for (var pixel = 0; pixel < Shape.Pixels; pixel++)
        {
            var (one, other) = (Weights[pixel], Weights[pixel + Shape.Pixels]);
            Assert.Equal(0.1 * Math.Sqrt((one * one) + (other * other)) / Math.Sqrt(draws), error[pixel], 0.1 * error[pixel]);
            Assert.InRange(Math.Abs(attribution[pixel] - ((one * Picture[pixel]) + (other * Picture[pixel + Shape.Pixels]))), 0, 4 * error[pixel]);
        }
    }

    [Fact]
    public void Gradient_shap_of_a_square_is_integrated_gradients_within_its_error()
    {
        var function = NumberFunction.Cubic(Shape, Weights, new float[Shape.Length]);
        var (attribution, error) = Attributed.WithError(new GradientShap(2000, Noise: 0, BaselineKind.Mean), function, Picture);
        var expected = Attributed.By(new IntegratedGradients(Baseline: BaselineKind.Mean), function, Picture);
        for (var pixel = 0; pixel < Shape.Pixels; pixel++) Assert.InRange(Math.Abs(attribution[pixel] - expected[pixel]), 0, 4 * error[pixel]);
    }

    [Fact]
    public void Expected_gradients_of_a_linear_function_compare_with_the_mean_picture()
    {
        var references = new RandomReferences(Shape.Length, 5);
        var mean = Enumerable.Range(0, Shape.Length).Select(i => Enumerable.Range(0, 5).Average(picture => references[picture][i])).ToArray();
        var (attribution, error) = Attributed.WithError(new ExpectedGradients(2000), new LinearFunction(Shape, Weights, 1), Picture, references);
        var expected = Attributed.OverChannels(Shape.Pixels, i => Weights[i] * (Picture[i] - mean[i]), 2);
        for (var pixel = 0; pixel < Shape.Pixels; pixel++) Assert.InRange(Math.Abs(attribution[pixel] - expected[pixel]), 0, 4 * error[pixel]);
    }

    [Fact]
    public void Expected_gradients_without_references_say_so() => Assert.Contains(
        "there are none",
        Assert.Throws<EvalKit.Core.Errors.UserException>(() => Attributed.By(new ExpectedGradients(), new LinearFunction(Shape, Weights, 1), Picture)).Message,
        StringComparison.Ordinal);
}
