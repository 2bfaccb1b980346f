namespace EvalKit.Core.Store;

/// <summary>Columns that are alike in most tables of a run, such as the samples' positions: one of each is held. Safe to use from several threads.</summary>
internal sealed class SharedColumns
{
    // Clean data, perturbed data and sweeps have samples of their own, and a few tables lack some.
    private const int Most = 8;

    private readonly Lock _gate = new();
    private readonly Queue<ReadOnlyMemory<int>> _columns = new();

    /// <summary>The column, or one with the same values that is held already.</summary>
    public ReadOnlyMemory<int> Of(ReadOnlyMemory<int> column)
    {
        lock (_gate)
        {
            foreach (var held in _columns)
            {
                if (held.Span.SequenceEqual(column.Span)) return held;
            }

            _columns.Enqueue(column);
            if (_columns.Count > Most) _columns.Dequeue();
            return column;
        }
    }
}
