using EvalKit.Methods.Metrics.Performance;

namespace EvalKit.Methods.Tests.Metrics.Performance;

public sealed class AurocTests
{
    /// <summary>DeLong's variance from the full matrix of pairs in NumPy, on the logit scale.</summary>
    [Fact]
    public void Interval_agrees_with_delong()
    {
        var estimate = new Auroc().Compute(GeneratedPredictions.Table, Tables.Intervals);
        Assert.Equal(0.7458311596, estimate.Low!.Value, 9);
        Assert.Equal(0.8010530117, estimate.High!.Value, 9);
    }

    /// <summary>Two classes; positives 0.8, 0.5 against negatives 0.5, 0.2: pairs 1, 1, ½, 1 of 4.</summary>
    [Fact]
    public void Ties_count_half()
    {
        var table = Tables.OfProbabilities(2, [1, 1, 0, 0], [0.2f, 0.8f, 0.5f, 0.5f, 0.5f, 0.5f, 0.8f, 0.2f]);
        Assert.Equal(0.875, new Auroc().Compute(table, Tables.Intervals).Value);
    }

    [Fact]
    public void Classes_without_samples_are_left_out_and_said()
    {
        var table = Tables.OfProbabilities(3, [1, 0], [0.2f, 0.8f, 0f, 0.7f, 0.3f, 0f]);
        var estimate = new Auroc().Compute(table, Tables.Intervals);
        Assert.Equal(1, estimate.Value);
        Assert.Contains("2 classes", estimate.Note, StringComparison.Ordinal);
    }

    /// <summary>The area does not change when every sample is there as often; 100,000 samples of three classes are read two classes a time.</summary>
    [Fact]
    public void Classes_that_are_read_one_after_the_other_have_the_same_area()
    {
        int[] labels = [0, 1, 2, 0];
        float[] scores = [0.2f, 0.3f, 0.5f, 0.1f, 0.7f, 0.2f, 0.3f, 0.3f, 0.4f, 0.6f, 0.3f, 0.1f];
        const int Times = 25_000;
        var once = new Auroc().Compute(Tables.OfProbabilities(3, labels, scores), Tables.Intervals);
        var often = new Auroc().Compute(
            Tables.OfProbabilities(3, [.. Enumerable.Repeat(labels, Times).SelectMany(all => all)], [.. Enumerable.Repeat(scores, Times).SelectMany(all => all)]), Tables.Intervals);
        Assert.Equal((0.75 + 1 + (2.0 / 3)) / 3, once.Value, 12);
        Assert.Equal(once.Value, often.Value, 12);
    }
}
