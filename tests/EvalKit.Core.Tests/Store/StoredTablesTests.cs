using EvalKit.Core.Images;
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
        await store.WriteAsync("unit", PredictionRows.ToTable(SampleColumns.Of(data, 0, data.Count), [1, 0, 3, 3, float.NaN, 0, 0, 4, 5, 5, 6, 0], Logits), CancellationToken.None);
        var stored = new StoredTables(store).Open([new Unit("unit", UnitKind.Predictions, "model", "clean", 0, 6, 1)], Logits);
        Assert.Equal((3, 3, 2), (stored.Count, stored.Excluded, stored.Undecided));

        var first = stored.First(4);

        Assert.Equal([0, 3], first.Samples.ToArray());
        Assert.Equal([0, 1], first.Predictions.ToArray());
        Assert.Equal([1, 0, 0, 4], first.Scores.ToArray());
        Assert.Equal((2, 2, 1), (first.Count, first.Excluded, first.Undecided));
    }

    [Fact]
    public async Task A_column_of_a_stored_table_is_not_replaced_in_silence()
    {
        using var data = new CountingData(1, new ImageShape(1, 1, 2), classes: 2);
        var store = new RunStore(_folder.Path);
        await store.WriteAsync("unit", PredictionRows.ToTable(SampleColumns.Of(data, 0, data.Count), [1, 0], Logits), CancellationToken.None);
        var stored = new StoredTables(store).Open([new Unit("unit", UnitKind.Predictions, "model", "clean", 0, 1, 1)], Logits);

        Assert.Throws<InvalidOperationException>(() => stored with { Labels = new[] { 1 } });
    }
}
