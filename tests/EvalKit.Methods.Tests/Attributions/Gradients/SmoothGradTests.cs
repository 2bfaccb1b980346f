using EvalKit.Core.Images;
using EvalKit.Methods.Attributions.Gradients;

namespace EvalKit.Methods.Tests.Attributions.Gradients;

public sealed class SmoothGradTests
{
    private static readonly ImageShape Shape = new(2, 3, 4);
    private static readonly float[] Weights = RandomArrays.Normal(Shape.Length, 1);
    private static readonly float[] Picture = RandomArrays.Uniform(Shape.Length, 2);

    [Fact]
    public void Of_a_linear_function_is_saliency_without_error()
    {
        var function = new LinearFunction(Shape, Weights, 1);
        var (attribution, error) = Attributed.WithError(new SmoothGrad(), function, Picture);
        Attributed.AssertClose(Attributed.By(new Saliency(), function, Picture).Select(value => (double)value), attribution, 1e-6);
        Attributed.AssertClose(new double[Shape.Pixels], error, 1e-6);
    }

    [Fact]
    public void Of_a_square_is_its_slope_within_the_error_that_it_states()
    {
        // The gradient 2 a x at noisy copies has the mean 2 a x and the standard error 2 |a| σ / √n.
        const int draws = 400;
        var grey = new ImageShape(1, 3, 8);
        var function = NumberFunction.Cubic(grey, Weights, new float[grey.Length]);
        var (attribution, error) = Attributed.WithError(new SmoothGrad(draws, 0.2), function, Picture);
        var deviation = 0.2 * (Picture.Max() - Picture.Min());
        for (var i = 0; i < grey.Pixels; i++)
        {
            Assert.Equal(2 * Math.Abs(Weights[i]) * deviation / Math.Sqrt(draws), error[i], 0.15 * error[i]);
            Assert.InRange(Math.Abs(attribution[i] - (2 * Math.Abs(Weights[i] * Picture[i]))), 0, 4 * error[i]);
        }
    }
}
