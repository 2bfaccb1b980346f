namespace EvalKit.Core.Metrics;

/// <summary>
/// Reads the scores of a table row by row. Of a stored table it holds a part at a time, so rows should be asked for in their order.
/// For one thread.
/// </summary>
public sealed class ScoreReader
{
    private readonly PredictionTable _table;
    private ScorePage _page = new(0, default);

    internal ScoreReader(PredictionTable table)
    {
        _table = table;
        if (table.Stored is null) _page = new(0, table.Scores);
    }

    /// <summary>The scores of a sample.</summary>
    /// <param name="row">The sample's row, below <see cref="PredictionTable.Count"/>.</param>
    public SampleScores this[int row]
    {
        get
        {
            var classes = _table.Classes;
            if (row < _page.First || (row - _page.First + 1) * classes > _page.Scores.Length) _page = _table.Stored!.PageOf(row);
            return new(_page.Scores.Span.Slice((row - _page.First) * classes, classes), _table.Kind);
        }
    }
}
