using EvalKit.Core.Images;
using EvalKit.Core.Models;
using EvalKit.Core.Store;
using EvalKit.Core.Tests.Execution;

namespace EvalKit.Core.Tests.Store;

public sealed class PredictionRowsTests
{
    private static readonly ModelSignature Logits = new(new ImageShape(1, 1, 2), 2, ScoreKind.Logits, null);

    [Fact]
    public void Rows_hold_prediction_and_loss_as_computed_by_hand()
    {
        using var data = new CountingData(2, new ImageShape(1, 1, 2), classes: 2);
        // Labels are 0 and 1; the scores differ by ln 7 and ln 3, so the true classes have probability 7/8 and 3/4.
        var table = PredictionRows.FromTables([PredictionRows.ToTable(SampleColumns.Of(data, 0, data.Count), new float[] { 2 + MathF.Log(7), 2, 1, 1 + MathF.Log(3) }, Logits)], Logits);

        Assert.Equal([0, 1], table.Predictions.ToArray());
        Assert.Equal([0, 1], table.Samples.ToArray());
        Assert.Equal(-Math.Log(0.875), table.Losses.Span[0], 6);
        Assert.Equal(-Math.Log(0.75), table.Losses.Span[1], 6);
        Assert.Equal([2 + MathF.Log(7), 2, 1, 1 + MathF.Log(3)], table.Scores.ToArray());
    }

    [Fact]
    public void A_large_logit_does_not_overflow_the_loss()
    {
        using var data = new CountingData(1, new ImageShape(1, 1, 2), classes: 2);
        var table = PredictionRows.FromTables([PredictionRows.ToTable(SampleColumns.Of(data, 0, data.Count), new float[] { -500, 500 }, Logits)], Logits);

        Assert.Equal(1000, table.Losses.Span[0]);
    }

    [Fact]
    public void A_probability_of_zero_gives_a_finite_loss()
    {
        var signature = Logits with { Scores = ScoreKind.Probabilities };
        using var data = new CountingData(2, new ImageShape(1, 1, 2), classes: 2);
        var table = PredictionRows.FromTables([PredictionRows.ToTable(SampleColumns.Of(data, 0, data.Count), new float[] { 0, 1, 0.75f, 0.25f }, signature)], signature);

        Assert.Equal(-Math.Log(Math.Pow(2, -23)), table.Losses.Span[0], 4);
        Assert.Equal(Math.Log(4), table.Losses.Span[1], 6);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void Samples_without_finite_scores_are_left_out_and_counted(float score)
    {
        using var data = new CountingData(3, new ImageShape(1, 1, 2), classes: 2);
        var table = PredictionRows.FromTables([PredictionRows.ToTable(SampleColumns.Of(data, 0, data.Count), new float[] { 1, 0, score, 0, 0, 1 }, Logits)], Logits);

        Assert.Equal([0, 2], table.Samples.ToArray());
        Assert.Equal((1, 0), (table.Excluded, table.Undecided));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(101)]
    public void Samples_with_the_same_score_for_every_class_are_left_out_and_counted(int classes)
    {
        var signature = Logits with { Classes = classes };
        using var data = new CountingData(3, new ImageShape(1, 1, 2), classes: 2);
        var scores = new float[3 * classes];
        scores.AsSpan(classes, classes).Fill(0.5f);
        (scores[1], scores[(3 * classes) - 1]) = (1, float.NaN);
        var table = PredictionRows.FromTables([PredictionRows.ToTable(SampleColumns.Of(data, 0, data.Count), scores, signature)], signature);

        Assert.Equal([0], table.Samples.ToArray());
        Assert.Equal((2, 1), (table.Excluded, table.Undecided));
    }
}
