namespace EvalKit.Core.Metrics;

/// <summary>The columns of a table that is not held in memory. Safe to use from several threads.</summary>
internal interface IStoredColumns
{
    /// <summary>The number of samples.</summary>
    int Count { get; }

    /// <summary>All columns but the scores.</summary>
    PredictionTable Rows { get; }

    /// <summary>The scores, or what was kept instead of them.</summary>
    StoredScores Scores { get; }
}

/// <summary>The scores of a table, or what was kept instead of them.</summary>
/// <param name="Scores">[samples, classes]; empty where a digest was kept.</param>
/// <param name="Digest">The digest, or null.</param>
internal sealed record StoredScores(ReadOnlyMemory<float> Scores, ScoreDigest? Digest);
