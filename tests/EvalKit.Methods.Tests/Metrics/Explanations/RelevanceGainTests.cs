using EvalKit.Core.Attributions;
using EvalKit.Core.Configuration;
using EvalKit.Core.Images;
using EvalKit.Methods.Attributions;
using EvalKit.Methods.Attributions.Substrates;
using EvalKit.Methods.Metrics.Explanations;
using EvalKit.Methods.Tests.Attributions;

namespace EvalKit.Methods.Tests.Metrics.Explanations;

public sealed class RelevanceGainTests
{
    // Four pixels with mean ½. Class 0 has the logit 8 x₀ + 4 x₁ + 2 x₂ + x₃ and class 1 the constant 6.25: the
    // picture (1, 1, 0, 0) gives 12, so class 0 is predicted.
    private static readonly ImageShape Tiny = new(1, 2, 2);
    private static readonly float[] TinyPicture = [1, 1, 0, 0];
    private static readonly LinearModel TinyModel = new(Tiny, [[8, 4, 2, 1], [0, 0, 0, 0]], [0, 6.25f]);

    [Fact]
    public void Equals_the_value_computed_by_hand()
    {
        // Most relevant first: ½ 1 0 0 → 8, ½ ½ 0 0 → 6, ½ ½ ½ 0 → 7, ½ ½ ½ ½ → 7.5: kept but at the second step.
        // Least relevant first: 1 1 0 ½ → 12.5, 1 1 ½ ½ → 13.5, 1 ½ ½ ½ → 11.5, all → 7.5: always kept.
        var values = Measure(TinyModel, [4, 3, 2, 1], TinyPicture, [new Mean()], steps: 4);
        var most = (0.5 + 1 + 0 + 1 + 0.5) / 4;
        Assert.Equal(1 - most, values[0], 1e-12);
        Assert.Equal(values[0], values[1]);
    }

    [Fact]
    public void The_random_order_part_averages_to_the_mean_over_all_orders()
    {
        // The mean over orders at a step is the mean over the subsets of that size.
        var expected = (0.5 + Enumerable.Range(1, 3).Sum(MeanKept) + (MeanKept(4) / 2)) / 4;
        var mean = Enumerable.Range(0, 2000).Average(key => Measure(TinyModel, [4, 3, 2, 1], TinyPicture, [new Mean()], 4, (ulong)key)[^1]);
        Assert.Equal(expected, mean, 0.01);

        static double MeanKept(int size)
        {
            var subsets = Enumerable.Range(0, 16).Where(subset => int.PopCount(subset) == size).ToArray();
            return subsets.Average(subset =>
            {
                var logit = Enumerable.Range(0, 4).Sum(i => (1 << (3 - i)) * ((subset >> i) % 2 == 1 ? 0.5 : TinyPicture[i]));
                return logit > 6.25 ? 1.0 : 0;
            });
        }
    }

    [Fact]
    public void Does_not_change_when_the_logits_are_divided_by_4()
    {
        var shape = new ImageShape(3, 12, 12);
        var picture = RandomArrays.Uniform(shape.Length, 1);
        var (model, cooled) = (LinearModel.Random(shape, 5, 2), LinearModel.Random(shape, 5, 2, scale: 0.25f));
        var predicted = model.PredictClass(picture);
        var attribution = new float[shape.Pixels];
        new Occlusion(2, 1).Attribute(
            new(new ClassScore(model, predicted, ExplainedOutput.Logit, 32), picture, 0), attribution, [], default);

        ISubstrate[] substrates = [new Mean()];
        var values = Measure(model, attribution, picture, substrates, 10);
        Assert.Equal(values, Measure(cooled, attribution, picture, substrates, 10));
        Assert.InRange(values[0], 0.1, 1);

        // The area under the probabilities is not free of it, and that is why it is not the figure of the axis.
        var (kept, cooledKept) = (Score(model), Score(cooled));
        Assert.True(Math.Abs(kept - cooledKept) > 0.01);

        float Score(LinearModel scored)
        {
            var value = new float[1];
            new ClassScore(scored, predicted, ExplainedOutput.Probability, 1).Evaluate(picture, value, default);
            return value[0];
        }
    }

    [Fact]
    public void Reversing_an_attribution_without_ties_reverses_the_gain()
    {
        var values = Measure(TinyModel, [4, 3, 2, 1], TinyPicture, [new Mean()], 4);
        var reversed = Measure(TinyModel, [1, 2, 3, 4], TinyPicture, [new Mean()], 4);
        Assert.Equal(-values[0], reversed[0]);
    }

    [Fact]
    public void Columns_are_the_gain_each_substrate_and_the_random_order()
    {
        Assert.Equal(["relevance-gain", "mean", "blur", "random-order"], new RelevanceGain().Columns(new(["mean", "blur"], [], []), "rise"));
        var values = Measure(TinyModel, [4, 3, 2, 1], TinyPicture, [new Mean(), new Unremoved()], 4);
        Assert.Equal(0, values[2]);
        Assert.Equal(values[1] / 2, values[0]);
    }

    [Theory]
    [InlineData(0f, 0f)]
    [InlineData(2f, 2f)]
    [InlineData(1f, float.NaN)]
    [InlineData(1f, float.PositiveInfinity)]
    public void An_attribution_that_orders_nothing_has_no_value(float first, float others) =>
        Assert.All(
            Measure(TinyModel, [first, others, others, others], TinyPicture, [new Mean()], 4),
            value => Assert.Equal(double.NaN, value));

    [Fact]
    public void The_model_never_gets_more_than_the_preferred_batch()
    {
        var model = LinearModel.Random(Tiny, 2, 3);
        Measure(model, [4, 3, 2, 1], TinyPicture, [new Mean()], steps: 10, batch: 8);
        Assert.Equal(8, model.LargestCall);
    }

    private static double[] Measure(
        LinearModel model, float[] attribution, float[] picture, ISubstrate[] substrates, int steps, ulong key = 7, int batch = 16)
    {
        var metric = new RelevanceGain(steps);
        var values = new double[metric.Columns(new([.. substrates.Select(_ => "substrate")], [], []), "rise").Count];
        metric.Measure(Requests.Of(model, attribution, picture, substrates, key, batch), values, default);
        return values;
    }

    private sealed record Unremoved : ISubstrate
    {
        public void Replace(
            ReadOnlySpan<float> picture, ReadOnlySpan<bool> removed, Span<float> destination, ImageShape shape, ulong streamKey)
        {
            for (var start = 0; start < destination.Length; start += shape.Length) picture.CopyTo(destination[start..]);
        }
    }
}
