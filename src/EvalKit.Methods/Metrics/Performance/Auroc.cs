using System.Globalization;
using System.Numerics.Tensors;
using EvalKit.Core.Metrics;
using EvalKit.Core.Models;
using EvalKit.Core.Plugins;
using EvalKit.Core.Statistics;

namespace EvalKit.Methods.Metrics.Performance;

/// <summary>
/// The area under the receiver operating characteristic of each class against the rest, by the class's probability,
/// averaged over the classes.
/// </summary>
/// <remarks>
/// Ties count half (midranks). Over the classes of which there are samples and others. The interval follows DeLong et al.
/// 1988: each sample's placement values, averaged over the classes, give the variance; on the logit scale, so that it stays
/// within 0 and 1; none below 200 samples or at an area of 0 or 1.
/// </remarks>
[Plugin("auroc", Source = "Hanley and McNeil 1982; DeLong, DeLong and Clarke-Pearson 1988; one-versus-rest macro average as Provost and Domingos 2000, unweighted")]
public sealed record Auroc : IPredictionMetric
{
    // The probabilities that are held at a time, one mebibyte: those of all classes would take as much memory as the scores do.
    private const int MostHeld = 1 << 18;

    /// <inheritdoc/>
    public MetricInfo Info { get; } = new(
        "AUROC", "fraction", 0, 1, ScoreDirection.HigherIsBetter, "Hanley and McNeil 1982, macro one-versus-rest");

    /// <inheritdoc/>
    public Estimate Compute(PredictionTable predictions, Intervals intervals)
    {
        var n = predictions.Count;
        if (n == 0) return Estimate.Missing("no samples");
        if (predictions.WithoutScores is { } why) return Estimate.Missing(why);

        // Several classes a time, since stored scores are read anew each time.
        var (norms, room) = (Norms(predictions), new Room(n));
        var columns = Enumerable.Range(0, Math.Clamp(MostHeld / n, 1, predictions.Classes)).Select(_ => new float[n]).ToArray();
        var influence = new double[n];
        double sum = 0;
        var present = 0;
        for (var i = 0; i < predictions.Classes; i++)
        {
            if (i % columns.Length == 0) Read(predictions, norms, i, columns.AsSpan(0, Math.Min(columns.Length, predictions.Classes - i)));
            var area = Area(room, columns[i % columns.Length], predictions.Labels.Span, i, influence);
            if (double.IsNaN(area)) continue;
            sum += area;
            present++;
        }

        if (present == 0) return Estimate.Missing("needs samples of at least two classes");
        var note = present == predictions.Classes
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"over the {present} classes that have samples");
        var mean = sum / present;
        for (var i = 0; i < n; i++) influence[i] /= present;
        return intervals.Smooth(mean, influence, note);
    }

    // What the classes take turns in.
    private sealed record Room(int[] Order, double[] Placements)
    {
        public Room(int n)
            : this(new int[n], new double[n])
        {
        }
    }

    // The largest logit and the sum of all exponentials above it, by which a logit becomes a probability.
    private static (float[] Largest, double[] Sums) Norms(PredictionTable table)
    {
        if (table.Kind == ScoreKind.Probabilities) return ([], []);
        var (largest, sums) = (new float[table.Count], new double[table.Count]);
        var scores = table.ReadScores();
        for (var row = 0; row < sums.Length; row++)
        {
            var of = scores[row].Values;
            largest[row] = TensorPrimitives.Max(of);
            foreach (var score in of) sums[row] += Math.Exp(score - (double)largest[row]);
        }

        return (largest, sums);
    }

    // In single precision, so that equal probabilities stay equal whatever the last bits of softmax.
    private static void Read(PredictionTable table, (float[] Largest, double[] Sums) norms, int first, ReadOnlySpan<float[]> columns)
    {
        var scores = table.ReadScores();
        for (var row = 0; row < table.Count; row++)
        {
            var of = scores[row].Values[first..];
            for (var i = 0; i < columns.Length; i++)
                columns[i][row] = table.Kind == ScoreKind.Probabilities ? of[i] : (float)(Math.Exp(of[i] - (double)norms.Largest[row]) / norms.Sums[row]);
        }
    }

    // The share of pairs of a positive and a negative sample in which the positive one has the larger score. Adds to each
    // sample's influence: its share of pairs won, less the area, over the share of samples like it. Sorts the scores.
    private static double Area(Room room, float[] scores, ReadOnlySpan<int> labels, int positive, Span<double> influence)
    {
        var (order, placements) = room;
        var n = scores.Length;
        var positives = labels.Count(positive);
        var negatives = n - positives;
        if (positives == 0 || negatives == 0) return double.NaN;

        for (var i = 0; i < n; i++) order[i] = i;
        Array.Sort(scores, order);
        double wins = 0;
        int positivesBelow = 0, negativesBelow = 0;
        for (int start = 0, end; start < n; start = end)
        {
            var tiedPositives = 0;
            for (end = start; end < n && scores[end] == scores[start]; end++)
            {
                if (labels[order[end]] == positive) tiedPositives++;
            }

            var tiedNegatives = end - start - tiedPositives;
            var ofPositive = (negativesBelow + (tiedNegatives / 2.0)) / negatives;
            var ofNegative = (positives - positivesBelow - (tiedPositives / 2.0)) / positives;
            for (var i = start; i < end; i++) placements[order[i]] = labels[order[i]] == positive ? ofPositive : ofNegative;
            wins += tiedPositives * ofPositive;
            positivesBelow += tiedPositives;
            negativesBelow += tiedNegatives;
        }

        var area = wins / positives;
        for (var i = 0; i < n; i++)
        {
            influence[i] += (placements[i] - area) * n / (labels[i] == positive ? positives : negatives);
        }

        return area;
    }
}
