using System.Runtime.InteropServices;
using EvalKit.Core.Images;
using EvalKit.Core.Metrics;
using EvalKit.Core.Models;
using EvalKit.Core.Store;
using EvalKit.Core.Tests.Execution;

namespace EvalKit.Core.Tests.Store;

public sealed class ScoreDigestRowsTests
{
    private const int Classes = 120;
    private static readonly ImageShape Shape = new(1, 1, 2);

    [Theory]
    [InlineData(ScoreKind.Logits)]
    [InlineData(ScoreKind.Probabilities)]
    public void Figures_are_those_of_all_scores(ScoreKind kind)
    {
        const int Rows = 7;
        var signature = new ModelSignature(Shape, Classes, kind, null);
        using var data = new CountingData(Rows, Shape, Classes);
        var scores = Scores(Rows, kind);

        var kept = PredictionRows.FromTables([PredictionRows.ToTable(SampleColumns.Of(data, 0, data.Count), scores, signature)], signature);
        var all = new PredictionTable(kept.Samples, kept.Labels, kept.Predictions, kept.Losses, scores, Classes, kind);

        Assert.True(kept.Scores.IsEmpty);
        Assert.NotNull(kept.WithoutScores);
        Assert.Null(all.WithoutScores);
        Assert.Equal(all.Confidences(), kept.Confidences());
        Assert.Equal(Errors(all), Errors(kept));
        Assert.Equal(Ranks(all), Ranks(kept));
    }

    [Fact]
    public void The_ten_largest_scores_are_kept_falling_and_of_equal_ones_the_first_class_first()
    {
        var signature = new ModelSignature(Shape, Classes, ScoreKind.Logits, null);
        using var data = new CountingData(1, Shape, Classes);
        // Class 5 is the largest, then 60 and 61 alike, then 119, 118, … by their own numbers.
        var scores = Enumerable.Range(0, Classes).Select(i => i switch { 5 => 999f, 60 or 61 => 500f, _ => i }).ToArray();

        var table = PredictionRows.ToTable(SampleColumns.Of(data, 0, data.Count), scores, signature);

        Assert.Equal([5, 60, 61, 119, 118, 117, 116, 115, 114, 113], MemoryMarshal.Cast<byte, int>(table.Bytes("top-classes").Value(0).Span).ToArray());
        Assert.Equal([999f, 500, 500, 119, 118, 117, 116, 115, 114, 113], table.Bytes("top-scores").Floats(0).ToArray());
        // The label is 0: all others have larger scores.
        Assert.Equal([0f], table.Numbers<float>("label-score"));
        Assert.Equal([Classes - 1], table.Numbers<int>("label-rank"));
    }

    [Fact]
    public void Samples_without_finite_scores_are_left_out_and_counted()
    {
        var signature = new ModelSignature(Shape, Classes, ScoreKind.Logits, null);
        using var data = new CountingData(3, Shape, Classes);
        var scores = Scores(3, ScoreKind.Logits);
        scores[Classes + 50] = float.NaN;

        var table = PredictionRows.FromTables([PredictionRows.ToTable(SampleColumns.Of(data, 0, data.Count), scores, signature)], signature);

        Assert.Equal([0, 2], table.Samples.ToArray());
        Assert.Equal(1, table.Excluded);
        Assert.Equal(2, table.Confidences().Length);
        Assert.All(table.Confidences(), confidence => Assert.InRange(confidence, 0.001f, 1f));
        Assert.All(Errors(table), error => Assert.True(double.IsFinite(error)));
    }

    private static double[] Errors(PredictionTable table)
    {
        var errors = new double[table.Count];
        table.SquaredErrors(errors);
        return errors;
    }

    private static int[] Ranks(PredictionTable table)
    {
        var ranks = new int[table.Count];
        table.LabelRanks(ranks);
        return ranks;
    }

    private static float[] Scores(int rows, ScoreKind kind)
    {
        var scores = new float[rows * Classes];
        for (var i = 0; i < scores.Length; i++) scores[i] = 1 + MathF.Sin(i * 1.7f) + (i % 11 * 0.1f);
        if (kind == ScoreKind.Logits) return scores;
        for (var row = 0; row < rows; row++)
        {
            var of = scores.AsSpan(row * Classes, Classes);
            var sum = System.Numerics.Tensors.TensorPrimitives.Sum(of);
            System.Numerics.Tensors.TensorPrimitives.Divide(of, sum, of);
        }

        return scores;
    }
}
