using EvalKit.Core.Metrics;
using EvalKit.Core.Models;
using EvalKit.Core.Planning;

namespace EvalKit.Core.Store;

/// <summary>
/// The predictions of a run as they lie in the store. A table's rows and its scores are read when they are asked for, and forgotten
/// when others need the room, so that memory does not grow with samples and conditions. Safe to use from several threads.
/// </summary>
/// <param name="store">The store.</param>
internal sealed class StoredTables(RunStore store)
{
    private const long Mebi = 1 << 20;

    private readonly SharedColumns _shared = new();

    // A thread looks at two tables' rows at a time, such as a condition's and the clean ones, and at one table's scores.
    private readonly ReadWindow _rows = new(8 * Mebi, (2 * Environment.ProcessorCount) + 1);
    private readonly ReadWindow _scores = new(8 * Mebi, Environment.ProcessorCount);

    /// <summary>Opens the predictions of one model under one condition, and reads them once.</summary>
    /// <param name="units">The units, in the order of samples; all are in the store.</param>
    /// <param name="signature">What the scores are.</param>
    /// <exception cref="InvalidDataException">A unit is damaged.</exception>
    public PredictionTable Open(IReadOnlyList<Unit> units, ModelSignature signature)
    {
        var columns = new Columns(this, units, signature);
        var rows = columns.Rows;
        return new PredictionTable(columns, signature.Classes, signature.Scores, rows.Excluded) { UndecidedSamples = rows.UndecidedSamples };
    }

    private sealed class Columns(StoredTables owner, IReadOnlyList<Unit> units, ModelSignature signature) : IStoredColumns
    {
        private readonly Lock _reading = new();
        private volatile PredictionTable? _rows;
        private volatile StoredScores? _scores;
        private int _count = -1;

        public int Count => _count >= 0 ? _count : Rows.Count;

        public PredictionTable Rows => _rows ?? ReadRows();

        public StoredScores Scores => _scores ?? ReadScores();

        private PredictionTable ReadRows()
        {
            lock (_reading)
            {
                if (_rows is { } read) return read;
                var rows = PredictionRows.Joined(Tables(PredictionRows.RowColumns), units.Sum(unit => unit.Count), signature);
                rows = rows with { Samples = owner._shared.Of(rows.Samples), Labels = owner._shared.Of(rows.Labels) };
                (_rows, _count) = (rows, rows.Count);
                owner._rows.Add((long)rows.Count * (sizeof(int) + sizeof(float)), () => _rows = null);
                return rows;
            }
        }

        private StoredScores ReadScores()
        {
            lock (_reading)
            {
                if (_scores is { } read) return read;
                var scores = PredictionRows.JoinedScores(Tables(PredictionRows.ScoreColumns(signature)), Count, signature);
                _scores = scores;
                const int DigestBytes = sizeof(float) + sizeof(double) + sizeof(int);
                owner._scores.Add(scores.Digest is null ? (long)scores.Scores.Length * sizeof(float) : (long)Count * DigestBytes, () => _scores = null);
                return scores;
            }
        }

        private IEnumerable<UnitTable> Tables(IReadOnlyCollection<string> columns) => units.Select(unit => owner.Read(unit, columns));
    }

    private UnitTable Read(Unit unit, IReadOnlyCollection<string> columns) => store.Read(unit.Id, columns);
}
