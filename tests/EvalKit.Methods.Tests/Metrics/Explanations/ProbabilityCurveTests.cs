using EvalKit.Core.Attributions;
using EvalKit.Core.Images;
using EvalKit.Core.Models;
using EvalKit.Methods.Metrics.Explanations;
using EvalKit.Methods.Tests.Attributions;

namespace EvalKit.Methods.Tests.Metrics.Explanations;

/// <summary>Deletion and insertion on a model that looks at two pixels only.</summary>
public sealed class ProbabilityCurveTests
{
    // Class 0 has the logit 3 at pixel (4, 4) and 2 at (7, 5), class 1 the logit 0. The first pixel is among the most
    // relevant quarter, the second among the least relevant.
    private const int First = 44;
    private const int Second = 75;
    private static readonly ImageShape Shape = new(1, 10, 10);
    private static readonly float[] Picture = [.. Enumerable.Range(0, 100).Select(i => i is First or Second ? 1f : i % 3 == 0 ? 0.25f : 0.05f)];
    private static readonly float[] Attribution = [.. Enumerable.Range(0, 100).Select(i => i == First ? 10 : i == Second ? -10 : 0.01f * i)];

    [Theory]
    [InlineData(ScoreKind.Logits)]
    [InlineData(ScoreKind.Probabilities)]
    public void Deletion_equals_the_value_computed_by_hand(ScoreKind kind)
    {
        // Steps of a quarter: nothing gone; then the first pixel gone, three times; then both.
        var mean = Picture.Average(value => (double)value);
        var expected = ((Probability(1, 1) / 2) + (3 * Probability(mean, 1)) + (Probability(mean, mean) / 2)) / 4;
        Assert.Equal(expected, Measure(new DeletionAuc(Steps: 4), kind), 1e-6);
    }

    [Theory]
    [InlineData(ScoreKind.Logits)]
    [InlineData(ScoreKind.Probabilities)]
    public void Insertion_equals_the_value_computed_by_hand(ScoreKind kind)
    {
        // The default blur has a standard deviation of a tenth of the side: 1.
        var (first, second) = (NaiveBlur.At(Picture, Shape, 4, 4, 1), NaiveBlur.At(Picture, Shape, 7, 5, 1));
        var expected = ((Probability(first, second) / 2) + (3 * Probability(1, second)) + (Probability(1, 1) / 2)) / 4;
        Assert.Equal(expected, Measure(new InsertionAuc(Steps: 4), kind), 1e-6);
    }

    [Fact]
    public void An_attribution_that_orders_nothing_has_no_value()
    {
        var model = Model(ScoreKind.Logits);
        var value = new double[2];
        new DeletionAuc().Measure(Requests.Of(model, new float[100], Picture, []), value.AsSpan(0, 1), default);
        new InsertionAuc().Measure(Requests.Of(model, new float[100], Picture, []), value.AsSpan(1, 1), default);
        Assert.Equal([double.NaN, double.NaN], value);
    }

    private static double Measure(IExplanationMetric metric, ScoreKind kind)
    {
        var value = new double[1];
        metric.Measure(Requests.Of(Model(kind), Attribution, Picture, []), value, default);
        return value[0];
    }

    private static double Probability(double first, double second) => 1 / (1 + Math.Exp(-(3 * first) - (2 * second)));

    private static LinearModel Model(ScoreKind kind)
    {
        var weights = new float[100];
        (weights[First], weights[Second]) = (3, 2);
        return new LinearModel(Shape, [weights, new float[100]], [0, 0], 1, kind);
    }
}
