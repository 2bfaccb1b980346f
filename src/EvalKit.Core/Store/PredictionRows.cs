using EvalKit.Core.Metrics;
using EvalKit.Core.Models;

namespace EvalKit.Core.Store;

/// <summary>
/// The rows of a unit of predictions. Columns: <c>sample</c> (position in the data), <c>id</c>, <c>label</c>,
/// <c>prediction</c> (the largest score, the first of equal ones; −1 where a score is not finite, −2 where all
/// are equal), <c>loss</c> (−ln of the
/// true class's probability, in nats; NaN where there is no prediction) and, up to 100 classes, <c>scores</c> (little-endian
/// 32-bit floats). Above that <see cref="ScoreDigestRows"/> stands for the scores.
/// </summary>
public static class PredictionRows
{
    // A model that gives probabilities may give 0: the loss is bounded as scikit-learn bounds it for 32-bit floats.
    private const double LeastProbability = 1.1920929e-7;

    // Above it the scores would outgrow the data: a thousand classes take 4 kB a sample and condition.
    private const int MostClasses = 100;

    /// <summary>What stands for the prediction of a sample that has the same score for every class.</summary>
    internal const int Undecided = -2;

    /// <summary>The columns that <see cref="Joined"/> needs.</summary>
    internal static IReadOnlyCollection<string> RowColumns { get; } = ["sample", "label", "prediction"];

    /// <summary>The columns that <see cref="JoinedLosses"/> needs.</summary>
    internal static IReadOnlyCollection<string> LossColumns { get; } = ["prediction", "loss"];

    /// <summary>The columns that <see cref="JoinedScores"/> needs.</summary>
    internal static IReadOnlyCollection<string> ScoreColumns { get; } = ["prediction", "scores"];

    /// <summary>Whether <see cref="ScoreDigestRows"/> stand for the scores.</summary>
    internal static bool HasDigest(ModelSignature signature) => signature.Classes > MostClasses;

    /// <summary>Makes the rows.</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="scores">[samples, classes]; they must stay as they are while the rows are in use.</param>
    /// <param name="signature">What the scores are.</param>
    public static UnitTable ToTable(SampleColumns samples, Memory<float> scores, ModelSignature signature)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var classes = signature.Classes;
        var labels = samples.Labels.Values;
        var (predictions, losses) = (new int[labels.Length], new float[labels.Length]);
        for (var row = 0; row < labels.Length; row++)
        {
            var of = scores.Span.Slice(row * classes, classes);
            predictions[row] = Predict(of) is var best && best == 0 && !of.ContainsAnyExcept(of[0]) ? Undecided : best;
            losses[row] = predictions[row] < 0 ? float.NaN : (float)Loss(of, labels[row], signature.Scores);
        }

        return new UnitTable([
            samples.Positions,
            samples.Ids,
            samples.Labels,
            new NumberColumn<int>("prediction", predictions),
            new NumberColumn<float>("loss", losses),
            .. HasDigest(signature)
                ? ScoreDigestRows.ToColumns(scores.Span, labels, predictions, signature)
                : [BytesColumn.Of("scores", scores, classes)]]);
    }

    /// <summary>Joins the units of one condition, in the order of samples, leaving out samples without finite scores or with equal ones.</summary>
    public static PredictionTable FromTables(IReadOnlyList<UnitTable> units, ModelSignature signature)
    {
        ArgumentNullException.ThrowIfNull(units);
        var rows = Joined(units, units.Sum(unit => unit.Rows), signature);
        rows = rows with { Losses = JoinedLosses(units, rows.Count) };
        return HasDigest(signature)
            ? rows with { Digest = ScoreDigestRows.FromTables(units, rows.Count) }
            : rows with { Scores = JoinedScores(units, rows.Count, signature) };
    }

    /// <summary>Joins samples, labels and predictions.</summary>
    /// <param name="units">The units, one after the other.</param>
    /// <param name="total">The number of their rows.</param>
    /// <param name="signature">What the scores are.</param>
    internal static PredictionTable Joined(IEnumerable<UnitTable> units, int total, ModelSignature signature)
    {
        var (samples, labels, predictions) = (new int[total], new int[total], new int[total]);
        var (kept, undecided) = (0, new List<int>());
        foreach (var unit in units)
        {
            var (sample, label, prediction) = (unit.Numbers<int>("sample"), unit.Numbers<int>("label"), unit.Numbers<int>("prediction"));
            for (var row = 0; row < unit.Rows; row++)
            {
                if (prediction[row] == Undecided) undecided.Add(sample[row]);
                if (prediction[row] < 0) continue;
                (samples[kept], labels[kept], predictions[kept]) = (sample[row], label[row], prediction[row]);
                kept++;
            }
        }

        return new PredictionTable(
            samples.AsMemory(0, kept), labels.AsMemory(0, kept), predictions.AsMemory(0, kept), default, default, signature.Classes, signature.Scores, total - kept)
        {
            UndecidedSamples = undecided.ToArray(),
        };
    }

    /// <summary>Joins the losses.</summary>
    /// <param name="units">The units, one after the other.</param>
    /// <param name="count">The number of rows with finite scores.</param>
    internal static float[] JoinedLosses(IEnumerable<UnitTable> units, int count)
    {
        var losses = new float[count];
        var kept = 0;
        foreach (var unit in units)
        {
            var (prediction, loss) = (unit.Numbers<int>("prediction"), unit.Numbers<float>("loss"));
            for (var row = 0; row < unit.Rows; row++)
            {
                if (prediction[row] >= 0) losses[kept++] = loss[row];
            }
        }

        return losses;
    }

    /// <summary>Joins the scores.</summary>
    /// <param name="units">The units, one after the other.</param>
    /// <param name="count">The number of rows with finite scores.</param>
    /// <param name="signature">What the scores are.</param>
    internal static float[] JoinedScores(IEnumerable<UnitTable> units, int count, ModelSignature signature)
    {
        var scores = new float[count * signature.Classes];
        var kept = 0;
        foreach (var unit in units)
        {
            var (prediction, of) = (unit.Numbers<int>("prediction"), unit.Bytes("scores"));
            for (var row = 0; row < unit.Rows; row++)
            {
                if (prediction[row] >= 0) of.Floats(row).CopyTo(scores.AsSpan(kept++ * signature.Classes));
            }
        }

        return scores;
    }

    /// <summary>The class of the largest score, the first of equal ones; −1 where a score is NaN or infinite.</summary>
    public static int Predict(ReadOnlySpan<float> scores)
    {
        var best = 0;
        for (var i = 0; i < scores.Length; i++)
        {
            if (!float.IsFinite(scores[i])) return -1;
            if (scores[i] > scores[best]) best = i;
        }

        return best;
    }

    private static double Loss(ReadOnlySpan<float> scores, int label, ScoreKind kind)
    {
        if (kind == ScoreKind.Probabilities) return -Math.Log(Math.Clamp((double)scores[label], LeastProbability, 1));
        double largest = scores[0], sum = 0;
        foreach (var score in scores) largest = Math.Max(largest, score);
        foreach (var score in scores) sum += Math.Exp(score - largest);
        return Math.Log(sum) + largest - scores[label];
    }
}
