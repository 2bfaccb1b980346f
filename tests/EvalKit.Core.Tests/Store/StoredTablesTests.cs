using EvalKit.Core.Images;
using EvalKit.Core.Metrics;
using EvalKit.Core.Models;
using EvalKit.Core.Planning;
using EvalKit.Core.Store;
using EvalKit.Core.Tests.Execution;

namespace EvalKit.Core.Tests.Store;

public sealed class StoredTablesTests : IDisposable
{
    private static readonly ModelSignature Logits = new(new ImageShape(1, 1, 2), 2, ScoreKind.Logits, null);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Of six samples the second has equal scores, the third none that is finite, and the fifth equal ones again.</summary>
    [Fact]
    public async Task The_first_samples_of_a_stored_table_are_those_alone()
    {
        using var data = new CountingData(6, new ImageShape(1, 1, 2), classes: 2);
        var store = new RunStore(_folder.Path);
        await store.WriteAsync("unit", PredictionRows.ToTable(SampleColumns.Of(data, 0, data.Count), new float[] { 1, 0, 3, 3, float.NaN, 0, 0, 4, 5, 5, 6, 0 }, Logits), CancellationToken.None);
        var stored = new StoredTables(store).Open([new Unit("unit", UnitKind.Predictions, "model", "clean", 0, 6, 1)], Logits);
        Assert.Equal((3, 3, 2), (stored.Count, stored.Excluded, stored.Undecided));

        var first = stored.First(4);

        Assert.Equal([0, 3], first.Samples.ToArray());
        Assert.Equal([0, 1], first.Predictions.ToArray());
        Assert.Equal([1, 0, 0, 4], first.Scores.ToArray());
        Assert.Equal((2, 2, 1), (first.Count, first.Excluded, first.Undecided));
    }

    /// <summary>Of three units of two samples the first row of the first is left out, and the whole second unit.</summary>
    [Fact]
    public async Task Scores_are_read_unit_by_unit_in_any_order()
    {
        using var data = new CountingData(6, new ImageShape(1, 1, 2), classes: 2);
        var store = new RunStore(_folder.Path);
        float[][] scores = [[float.NaN, 0, 1, 2], [3, 3, 0, float.NaN], [4, 0, 0, 6]];
        for (var i = 0; i < scores.Length; i++)
            await store.WriteAsync($"unit-{i}", PredictionRows.ToTable(SampleColumns.Of(data, 2 * i, 2), scores[i], Logits), CancellationToken.None);
        var stored = new StoredTables(store).Open([.. Enumerable.Range(0, 3).Select(i => new Unit($"unit-{i}", UnitKind.Predictions, "model", "clean", 2 * i, 2, 1))], Logits);

        var reader = stored.ReadScores();

        Assert.Equal([1, 4, 5], stored.Samples.ToArray());
        Assert.Equal([1, 2, 4, 0, 0, 6], stored.Scores.ToArray());
        Assert.Equal([0, 6], reader[2].Values.ToArray());
        Assert.Equal([1, 2], reader[0].Values.ToArray());
        Assert.Equal([4, 0], reader[1].Values.ToArray());
        Assert.Equal([MathF.Log(1 + MathF.Exp(-1)), MathF.Log(1 + MathF.Exp(-4)), MathF.Log(1 + MathF.Exp(-6))], Losses(stored), (a, b) => MathF.Abs(a - b) < 1e-6f);
    }

    // CountingData's labels, taken from what is stored, so that the loss is that of the predicted class.
    private static float[] Losses(PredictionTable table) => [.. table.Losses.ToArray().Select((loss, row) =>
        table.Labels.Span[row] == table.Predictions.Span[row] ? loss : loss - MathF.Abs(table.ReadScores()[row].Values[0] - table.ReadScores()[row].Values[1]))];

    [Fact]
    public async Task A_column_of_a_stored_table_is_not_replaced_in_silence()
    {
        using var data = new CountingData(1, new ImageShape(1, 1, 2), classes: 2);
        var store = new RunStore(_folder.Path);
        await store.WriteAsync("unit", PredictionRows.ToTable(SampleColumns.Of(data, 0, data.Count), new float[] { 1, 0 }, Logits), CancellationToken.None);
        var stored = new StoredTables(store).Open([new Unit("unit", UnitKind.Predictions, "model", "clean", 0, 1, 1)], Logits);

        Assert.Throws<InvalidOperationException>(() => stored with { Labels = new[] { 1 } });
    }
}
