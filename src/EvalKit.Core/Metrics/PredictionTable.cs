using EvalKit.Core.Models;

namespace EvalKit.Core.Metrics;

/// <summary>
/// What one model said of the samples of one condition, in the order of the samples. Samples whose scores were NaN or
/// infinite, or the same for every class, are not in it; their number is <see cref="Excluded"/>. The columns of a stored table are
/// read when they are asked for, and may be read again: a loop over conditions then holds few of them at a time.
/// </summary>
/// <param name="Samples">The positions of the samples in the data, ascending.</param>
/// <param name="Labels">The true classes.</param>
/// <param name="Predictions">The predicted classes: the largest score, the first of equal ones.</param>
/// <param name="Losses">−ln of the probability of the true class, in nats.</param>
/// <param name="Scores">
/// [samples, classes] in the units of <paramref name="Kind"/>; empty where a <see cref="Digest"/> was kept.
/// </param>
/// <param name="Classes">The number of classes.</param>
/// <param name="Kind">What the scores are.</param>
/// <param name="Excluded">The number of samples left out because their scores were not finite, or all equal.</param>
public sealed record PredictionTable(
    ReadOnlyMemory<int> Samples,
    ReadOnlyMemory<int> Labels,
    ReadOnlyMemory<int> Predictions,
    ReadOnlyMemory<float> Losses,
    ReadOnlyMemory<float> Scores,
    int Classes,
    ScoreKind Kind,
    int Excluded = 0)
{
    /// <summary>A table whose columns are read when they are asked for.</summary>
    internal PredictionTable(IStoredColumns stored, int classes, ScoreKind kind, int excluded)
        : this(default, default, default, default, default, classes, kind, excluded) => Stored = stored;

    /// <summary>The positions of the samples in the data, ascending.</summary>
    public ReadOnlyMemory<int> Samples { get => Stored is null ? field : Stored.Rows.Samples; init => field = Held(value); } = Samples;

    /// <summary>The true classes.</summary>
    public ReadOnlyMemory<int> Labels { get => Stored is null ? field : Stored.Rows.Labels; init => field = Held(value); } = Labels;

    /// <summary>The predicted classes: the largest score, the first of equal ones.</summary>
    public ReadOnlyMemory<int> Predictions { get => Stored is null ? field : Stored.Rows.Predictions; init => field = Held(value); } = Predictions;

    /// <summary>−ln of the probability of the true class, in nats.</summary>
    public ReadOnlyMemory<float> Losses { get => Stored is null ? field : Stored.Losses; init => field = Held(value); } = Losses;

    /// <summary>
    /// [samples, classes] in the units of <see cref="Kind"/>; empty where a <see cref="Digest"/> was kept. Of a stored table all are
    /// read anew each time: <see cref="ReadScores"/> holds a part at a time.
    /// </summary>
    public ReadOnlyMemory<float> Scores { get => Stored is null ? field : AllScores(); init => field = Held(value); } = Scores;

    /// <summary>The positions of those of <see cref="Excluded"/> that had the same score for every class, ascending.</summary>
    public ReadOnlyMemory<int> UndecidedSamples { get; init; }

    /// <summary>How many of <see cref="Excluded"/> had the same score for every class.</summary>
    public int Undecided => UndecidedSamples.Length;

    /// <summary>The number of samples.</summary>
    public int Count => Stored?.Count ?? Samples.Length;

    /// <summary>What was kept instead of <see cref="Scores"/>, or null where these are there.</summary>
    public ScoreDigest? Digest { get => Stored is null ? field : Stored.Digest; init => field = Held(value); }

    /// <summary>Where the columns are read from; null where they are held.</summary>
    internal IStoredColumns? Stored { get; private init; }

    /// <summary>Why a figure that needs every class's score has no value, or null where they are there.</summary>
    public string? WithoutScores => Digest is null ? null : "needs every class's score, and above 100 classes only the largest are kept";

    /// <summary>Reads the scores row by row; they must be there.</summary>
    public ScoreReader ReadScores() => new(this);

    /// <summary>
    /// The probability of each sample's predicted class, in single precision, so that equal ones stay equal whatever the
    /// last bits of softmax.
    /// </summary>
    public float[] Confidences()
    {
        if (Digest is not null) return Digest.Confidences.ToArray();
        var confidences = new float[Count];
        var probabilities = new double[Classes];
        var scores = ReadScores();
        var predictions = Predictions.Span;
        for (var row = 0; row < confidences.Length; row++)
        {
            scores[row].Probabilities(probabilities);
            confidences[row] = (float)probabilities[predictions[row]];
        }

        return confidences;
    }

    /// <summary>The squared distance of each sample's probabilities from the true class's indicator, summed over the classes.</summary>
    /// <param name="errors">Receives one value a sample, from 0 to 2.</param>
    public void SquaredErrors(Span<double> errors)
    {
        if (Digest is not null)
        {
            Digest.SquaredErrors.Span.CopyTo(errors);
            return;
        }

        var probabilities = new double[Classes];
        var scores = ReadScores();
        var labels = Labels.Span;
        for (var row = 0; row < Count; row++)
        {
            scores[row].Probabilities(probabilities);
            errors[row] = SampleScores.SquaredError(probabilities, labels[row]);
        }
    }

    /// <summary>The place of each sample's true class in the order of falling scores, from 0; of equal ones the first class comes first.</summary>
    /// <param name="ranks">Receives one value a sample.</param>
    public void LabelRanks(Span<int> ranks)
    {
        if (Digest is not null)
        {
            Digest.LabelRanks.Span.CopyTo(ranks);
            return;
        }

        var scores = ReadScores();
        var labels = Labels.Span;
        for (var row = 0; row < Count; row++) ranks[row] = scores[row].Rank(labels[row]);
    }

    /// <summary>The samples at the first places of the data, all of which were run.</summary>
    /// <param name="samples">The number of places.</param>
    internal PredictionTable First(int samples)
    {
        var kept = CountBelow(Samples.Span, samples);
        return kept == Count && Excluded == 0 ? this : this with
        {
            Stored = null,
            Samples = Samples[..kept],
            Labels = Labels[..kept],
            Predictions = Predictions[..kept],
            Losses = Losses[..kept],
            Scores = Digest is null ? Scores[..(kept * Classes)] : Scores,
            Excluded = samples - kept,
            UndecidedSamples = UndecidedSamples[..CountBelow(UndecidedSamples.Span, samples)],
            Digest = Digest is null ? null : new(Digest.Confidences[..kept], Digest.SquaredErrors[..kept], Digest.LabelRanks[..kept]),
        };
    }

    private static int CountBelow(ReadOnlySpan<int> ascending, int value) => ascending.BinarySearch(value) is var at && at < 0 ? ~at : at;

    // A stored table's columns are those of the store: one put in their place would be ignored.
    private T Held<T>(T column) => Stored is null ? column : throw new InvalidOperationException("the columns of a stored table cannot be replaced");

    private float[] AllScores()
    {
        if (Digest is not null) return [];
        var all = new float[Count * Classes];
        var scores = ReadScores();
        for (var row = 0; row < Count; row++) scores[row].Values.CopyTo(all.AsSpan(row * Classes));
        return all;
    }
}
