using System.Numerics.Tensors;
using EvalKit.Core.Models;

namespace EvalKit.Core.Metrics;

/// <summary>The scores of one sample, and what figures need of them.</summary>
/// <param name="scores">One score a class.</param>
/// <param name="kind">What the scores are.</param>
public readonly ref struct SampleScores(ReadOnlySpan<float> scores, ScoreKind kind)
{
    private readonly ReadOnlySpan<float> _scores = scores;

    /// <summary>One score a class.</summary>
    public ReadOnlySpan<float> Values => _scores;

    /// <summary>The scores, through softmax where they are logits.</summary>
    /// <param name="probabilities">Receives one probability a class.</param>
    public void Probabilities(Span<double> probabilities)
    {
        if (kind == ScoreKind.Probabilities)
        {
            for (var i = 0; i < _scores.Length; i++) probabilities[i] = _scores[i];
            return;
        }

        double largest = TensorPrimitives.Max(_scores), sum = 0;
        for (var i = 0; i < _scores.Length; i++) sum += probabilities[i] = Math.Exp(_scores[i] - largest);
        for (var i = 0; i < _scores.Length; i++) probabilities[i] /= sum;
    }

    /// <summary>The squared distance of the probabilities from the label's indicator, summed over the classes.</summary>
    /// <param name="probabilities">One a class.</param>
    /// <param name="label">The true class.</param>
    public static double SquaredError(ReadOnlySpan<double> probabilities, int label)
    {
        var sum = 0.0;
        for (var i = 0; i < probabilities.Length; i++)
        {
            var difference = i == label ? probabilities[i] - 1 : probabilities[i];
            sum += difference * difference;
        }

        return sum;
    }

    /// <summary>The number of classes before the label in the order of falling scores; of equal scores the first class comes first.</summary>
    /// <param name="label">The true class.</param>
    public int Rank(int label)
    {
        var rank = 0;
        for (var i = 0; i < _scores.Length; i++)
        {
            if (_scores[i] > _scores[label] || (i < label && _scores[i] == _scores[label])) rank++;
        }

        return rank;
    }

    /// <summary>The classes of the largest scores, falling; of equal scores the first class comes first.</summary>
    /// <param name="classes">Receives the classes; no longer than there are scores.</param>
    public void Top(Span<int> classes)
    {
        var found = 0;
        for (var i = 0; i < _scores.Length; i++)
        {
            if (found == classes.Length && _scores[i] <= _scores[classes[^1]]) continue;
            var place = found < classes.Length ? found++ : found - 1;
            for (; place > 0 && _scores[i] > _scores[classes[place - 1]]; place--) classes[place] = classes[place - 1];
            classes[place] = i;
        }
    }
}
