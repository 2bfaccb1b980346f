using EvalKit.Core.Metrics;
using EvalKit.Core.Models;

namespace EvalKit.Core.Store;

/// <summary>
/// What is stored of a sample's scores where there are more than 100 classes. Columns: <c>top-classes</c> (the classes of
/// the ten largest scores, falling; little-endian 32-bit integers), <c>top-scores</c> (their scores; little-endian 32-bit
/// floats), <c>label-score</c>, <c>label-rank</c> (from 0), <c>confidence</c> (the predicted class's probability) and
/// <c>squared-error</c> (the sample's Brier score). NaN, and a rank of −1, where a score is not finite.
/// </summary>
internal static class ScoreDigestRows
{
    private const int Top = 10;

    /// <summary>The columns that <see cref="FromTables"/> needs.</summary>
    public static IReadOnlyCollection<string> JoinedColumns { get; } = ["prediction", "confidence", "squared-error", "label-rank"];

    /// <summary>Makes the columns.</summary>
    /// <param name="scores">[samples, classes].</param>
    /// <param name="labels">The true classes.</param>
    /// <param name="predictions">The predicted classes; −1 where a score is not finite.</param>
    /// <param name="signature">What the scores are.</param>
    public static UnitColumn[] ToColumns(ReadOnlySpan<float> scores, int[] labels, int[] predictions, ModelSignature signature)
    {
        var rows = labels.Length;
        var (topClasses, topScores) = (new int[rows * Top], new float[rows * Top]);
        var (labelScores, labelRanks) = (new float[rows], new int[rows]);
        var (confidences, squaredErrors) = (new float[rows], new double[rows]);
        var probabilities = new double[signature.Classes];
        for (var row = 0; row < rows; row++)
        {
            var of = scores.Slice(row * signature.Classes, signature.Classes);
            labelScores[row] = of[labels[row]];
            var top = topScores.AsSpan(row * Top, Top);
            if (predictions[row] < 0)
            {
                top.Fill(float.NaN);
                (labelRanks[row], confidences[row], squaredErrors[row]) = (-1, float.NaN, double.NaN);
                continue;
            }

            var sample = new SampleScores(of, signature.Scores);
            var classes = topClasses.AsSpan(row * Top, Top);
            sample.Top(classes);
            for (var i = 0; i < Top; i++) top[i] = of[classes[i]];
            labelRanks[row] = sample.Rank(labels[row]);
            sample.Probabilities(probabilities);
            confidences[row] = (float)probabilities[predictions[row]];
            squaredErrors[row] = SampleScores.SquaredError(probabilities, labels[row]);
        }

        return [
            BytesColumn.Of<int>("top-classes", topClasses, Top),
            BytesColumn.Of<float>("top-scores", topScores, Top),
            new NumberColumn<float>("label-score", labelScores),
            new NumberColumn<int>("label-rank", labelRanks),
            new NumberColumn<float>("confidence", confidences),
            new NumberColumn<double>("squared-error", squaredErrors)];
    }

    /// <summary>Joins what figures need of the units of one condition, leaving out samples without finite scores.</summary>
    /// <param name="units">The units, one after the other.</param>
    /// <param name="count">The number of rows with finite scores.</param>
    public static ScoreDigest FromTables(IEnumerable<UnitTable> units, int count)
    {
        var (confidences, squaredErrors, labelRanks) = (new float[count], new double[count], new int[count]);
        var kept = 0;
        foreach (var unit in units)
        {
            var (prediction, confidence, squaredError, labelRank) =
                (unit.Numbers<int>("prediction"), unit.Numbers<float>("confidence"), unit.Numbers<double>("squared-error"), unit.Numbers<int>("label-rank"));
            for (var row = 0; row < unit.Rows; row++)
            {
                if (prediction[row] < 0) continue;
                (confidences[kept], squaredErrors[kept], labelRanks[kept]) = (confidence[row], squaredError[row], labelRank[row]);
                kept++;
            }
        }

        return new(confidences, squaredErrors, labelRanks);
    }
}
