namespace EvalKit.Core.Metrics;

/// <summary>The columns of a table that is not held in memory. Safe to use from several threads.</summary>
internal interface IStoredColumns
{
    /// <summary>The number of samples.</summary>
    int Count { get; }

    /// <summary>The samples, labels and predictions.</summary>
    PredictionTable Rows { get; }

    /// <summary>The losses.</summary>
    ReadOnlyMemory<float> Losses { get; }

    /// <summary>What was kept instead of the scores; null where these are there.</summary>
    ScoreDigest? Digest { get; }

    /// <summary>Reads the scores of a part of the rows.</summary>
    /// <param name="row">One of the part's rows.</param>
    ScorePage PageOf(int row);
}

/// <summary>The scores of some rows of a table.</summary>
/// <param name="First">The first row.</param>
/// <param name="Scores">[rows, classes].</param>
internal sealed record ScorePage(int First, ReadOnlyMemory<float> Scores);
