using EvalKit.Core.Attributions;
using EvalKit.Core.Images;
using EvalKit.Methods.Attributions.Substrates;
using EvalKit.Methods.Metrics.Explanations;
using EvalKit.Methods.Tests.Attributions;

namespace EvalKit.Methods.Tests.Metrics.Explanations;

public sealed class FaithfulnessCorrelationTests
{
    private static readonly ImageShape Shape = new(1, 6, 6);
    private static readonly LinearModel Model = LinearModel.Random(Shape, 2, 3);
    private static readonly float[] Picture = RandomArrays.Uniform(36, 4);

    [Fact]
    public void Is_1_for_the_drops_of_a_linear_model()
    {
        // Replacing a pixel by the mean takes w (x − mean) away, whatever else is replaced.
        var values = Measure(Drops(1), [new Mean()], out var reason);
        Assert.Equal(1, values[0], 1e-6);
        Assert.Equal(values[0], values[1]);
        Assert.Null(reason);
    }

    [Fact]
    public void Is_minus_1_for_their_opposites() => Assert.Equal(-1, Measure(Drops(-1), [new Mean()], out _)[0], 1e-6);

    [Fact]
    public void Is_small_for_chance()
    {
        // With one pixel a set, the correlation over sets is about that over pixels.
        var noise = RandomArrays.Uniform(36, 5);
        var drops = Drops(1);
        var expected = Correlation.Pearson([.. noise.Select(value => (double)value)], [.. drops.Select(value => (double)value)]);
        var values = new double[2];
        new FaithfulnessCorrelation(Runs: 20_000, Size: 1).Measure(Requests.Of(Model, noise, Picture, [new Mean()]), values, default);
        Assert.Equal(expected, values[0], 0.02);
    }

    [Fact]
    public void Where_no_set_changes_the_score_there_is_none()
    {
        var constant = new LinearModel(Shape, [new float[36], new float[36]], [1, 0]);
        var values = new double[2];
        var reason = new FaithfulnessCorrelation().Measure(Requests.Of(constant, Drops(1), Picture, [new Mean()]), values, default);
        Assert.Equal(double.NaN, values[0]);
        Assert.Equal("the sets do not change the score, or not to a finite number", reason);
    }

    [Fact]
    public void A_constant_attribution_has_none()
    {
        Assert.Equal(double.NaN, Measure(new float[36], [new Mean()], out var reason)[0]);
        Assert.Equal("the attribution is constant", reason);
    }

    private static float[] Drops(float sign)
    {
        var weights = Model.Weights[Model.PredictClass(Picture)];
        var mean = Picture.Average();
        return [.. weights.Zip(Picture, (w, x) => sign * w * (x - mean))];
    }

    private static double[] Measure(float[] attribution, ISubstrate[] substrates, out string? reason)
    {
        var values = new double[substrates.Length + 1];
        reason = new FaithfulnessCorrelation().Measure(Requests.Of(Model, attribution, Picture, substrates), values, default);
        return values;
    }
}
