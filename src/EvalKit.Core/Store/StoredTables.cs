using EvalKit.Core.Metrics;
using EvalKit.Core.Models;
using EvalKit.Core.Planning;

namespace EvalKit.Core.Store;

/// <summary>
/// The predictions of a run as they lie in the store. A table's columns are read when they are asked for, and forgotten when others
/// need the room; scores are read unit by unit, and held by who reads them. So memory grows with samples by a few columns, and not with
/// conditions. Safe to use from several threads.
/// </summary>
/// <param name="store">The store.</param>
internal sealed class StoredTables(RunStore store)
{
    private const long Mebi = 1 << 20;

    private readonly SharedColumns _shared = new();

    // A thread looks at two tables' rows at a time, such as a condition's and the clean ones, and at one table's other columns. Figures
    // over all conditions come one after the other, so that of some conditions more than those are held.
    private readonly ReadWindow _rows = new(3 * Mebi, (2 * Environment.ProcessorCount) + 1);
    private readonly ReadWindow _others = new(Mebi, Environment.ProcessorCount);

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

        // The first row of each unit, and the number of all.
        private readonly int[] _firsts = new int[units.Count + 1];
        private volatile PredictionTable? _rows;
        private volatile float[]? _losses;
        private volatile ScoreDigest? _digest;

        public int Count => _firsts[^1];

        public PredictionTable Rows => _rows ?? ReadRows();

        public ReadOnlyMemory<float> Losses => _losses ?? ReadLosses();

        public ScoreDigest? Digest => PredictionRows.HasDigest(signature) ? _digest ?? ReadDigest() : null;

        public ScorePage PageOf(int row)
        {
            var unit = Array.BinarySearch(_firsts, row) is var at && at < 0 ? ~at - 1 : at;
            while (_firsts[unit + 1] <= row) unit++;
            return new(_firsts[unit], PredictionRows.JoinedScores([owner.Read(units[unit], PredictionRows.ScoreColumns)], _firsts[unit + 1] - _firsts[unit], signature));
        }

        private PredictionTable ReadRows()
        {
            lock (_reading)
            {
                if (_rows is { } read) return read;
                var rows = PredictionRows.Joined(Counted(Tables(PredictionRows.RowColumns)), units.Sum(unit => unit.Count), signature);
                rows = rows with { Samples = owner._shared.Of(rows.Samples), Labels = owner._shared.Of(rows.Labels) };
                _rows = rows;
                owner._rows.Add((long)rows.Count * sizeof(int), () => _rows = null);
                return rows;
            }
        }

        private float[] ReadLosses()
        {
            lock (_reading)
            {
                if (_losses is { } read) return read;
                var losses = PredictionRows.JoinedLosses(Tables(PredictionRows.LossColumns), Count);
                _losses = losses;
                owner._others.Add((long)Count * sizeof(float), () => _losses = null);
                return losses;
            }
        }

        private ScoreDigest ReadDigest()
        {
            lock (_reading)
            {
                if (_digest is { } read) return read;
                var digest = ScoreDigestRows.FromTables(Tables(ScoreDigestRows.JoinedColumns), Count);
                _digest = digest;
                owner._others.Add((long)Count * (sizeof(float) + sizeof(double) + sizeof(int)), () => _digest = null);
                return digest;
            }
        }

        private IEnumerable<UnitTable> Counted(IEnumerable<UnitTable> tables)
        {
            var unit = 0;
            foreach (var table in tables)
            {
                _firsts[unit + 1] = _firsts[unit] + table.Numbers<int>("prediction").Count(prediction => prediction >= 0);
                unit++;
                yield return table;
            }
        }

        private IEnumerable<UnitTable> Tables(IReadOnlyCollection<string> columns) => units.Select(unit => owner.Read(unit, columns));
    }

    private UnitTable Read(Unit unit, IReadOnlyCollection<string> columns) => store.Read(unit.Id, columns);
}
