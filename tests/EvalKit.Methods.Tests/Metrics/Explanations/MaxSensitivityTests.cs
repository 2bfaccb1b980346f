using EvalKit.Core.Attributions;
using EvalKit.Core.Images;
using EvalKit.Methods.Attributions;
using EvalKit.Methods.Metrics.Explanations;
using EvalKit.Methods.Tests.Attributions;

namespace EvalKit.Methods.Tests.Metrics.Explanations;

public sealed class MaxSensitivityTests
{
    [Fact]
    public void On_one_pixel_it_is_the_largest_of_ten_uniform_shifts()
    {
        // φ = w (x − b), so ‖φ(y) − φ(x)‖ / ‖φ(x)‖ = |δ| / |x − b|, and the largest of ten |δ| averages 10/11 of the radius.
        var shape = new ImageShape(1, 1, 1);
        var model = new LinearModel(shape, [[3], [0]], [0, 0]);
        var method = new Occlusion(1, 1, Baseline: 0);
        var mean = Enumerable.Range(0, 4000).Average(key => Measure(model, method, [0.5f], [1.5f], (ulong)key));
        Assert.Equal(0.02 * 10 / 11 / 0.5, mean, 0.0004);
    }

    [Fact]
    public void Sampled_masks_are_used_again()
    {
        // With a constant function RISE depends on its masks alone.
        var shape = new ImageShape(1, 8, 8);
        var model = new LinearModel(shape, [new float[64], new float[64]], [2, 1]);
        var picture = RandomArrays.Uniform(64, 1);
        var method = new Rise(20, 3);
        var attribution = new float[64];
        method.Attribute(Request(model, picture), attribution, [], default);
        Assert.Equal(0, Measure(model, method, picture, attribution, 5));

        static AttributionRequest Request(LinearModel model, float[] picture)
        {
            var request = Requests.Of(model, picture, picture, []);
            return new AttributionRequest(request.Function, picture, request.AttributionKey);
        }
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void An_attribution_without_length_has_no_value(float value)
    {
        var model = LinearModel.Random(new ImageShape(1, 2, 2), 2, 1);
        Assert.Equal(double.NaN, Measure(model, new Occlusion(1, 1), [0, 1, 0, 1], [0, 0, value, 0], 3));
    }

    private static double Measure(LinearModel model, IAttributionMethod method, float[] picture, float[] attribution, ulong key)
    {
        var value = new double[1];
        new MaxSensitivity().Measure(Requests.Of(model, attribution, picture, [], key, method: method), value, default);
        return value[0];
    }
}
