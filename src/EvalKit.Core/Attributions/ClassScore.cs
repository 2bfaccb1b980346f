using EvalKit.Core.Configuration;
using EvalKit.Core.Images;
using EvalKit.Core.Memory;
using EvalKit.Core.Models;

namespace EvalKit.Core.Attributions;

/// <summary>The score that a model gives to one class: the function that attributions of a classifier explain.</summary>
public sealed class ClassScore : IScalarFunction
{
    private readonly IModel _model;
    private readonly int _target;
    private readonly ExplainedOutput _output;

    /// <summary>Creates the function. The model stays the caller's to dispose of.</summary>
    /// <param name="model">The model.</param>
    /// <param name="target">The class, from 0.</param>
    /// <param name="output">Which number of the class.</param>
    /// <param name="preferredBatch">The number of pictures in one call at which the model runs well; positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The model has no such class, or the batch is not positive.</exception>
    public ClassScore(IModel model, int target, ExplainedOutput output, int preferredBatch)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(target);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(target, model.Signature.Classes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(preferredBatch);
        (_model, _target, _output, PreferredBatch) = (model, target, output, preferredBatch);
    }

    /// <inheritdoc/>
    public ImageShape Shape => _model.Signature.Input;

    /// <inheritdoc/>
    public int PreferredBatch { get; }

    /// <inheritdoc/>
    public void Evaluate(ReadOnlySpan<float> pictures, Span<float> values, CancellationToken cancellation)
    {
        var classes = _model.Signature.Classes;
        using var buffer = new PooledBuffer<float>(values.Length * classes);
        var scores = buffer.Span;
        _model.Predict(pictures, scores, cancellation);
        for (var i = 0; i < values.Length; i++)
            values[i] = (float)Of(scores.Slice(i * classes, classes), _model.Signature.Scores, _target, _output);
    }

    /// <summary>The number of a class in the scores of one sample.</summary>
    /// <param name="scores">One score a class.</param>
    /// <param name="kind">What the scores are.</param>
    /// <param name="target">The class, from 0.</param>
    /// <param name="output">Which number of the class.</param>
    /// <returns>
    /// A probability from 0 to 1; or a logit; or the natural logarithm of a probability, which is at least
    /// log(<see cref="float.Epsilon"/>) ≈ −103, so that a probability of 0 stays a finite number.
    /// </returns>
    public static double Of(ReadOnlySpan<float> scores, ScoreKind kind, int target, ExplainedOutput output) => output switch
    {
        ExplainedOutput.Probability => kind is ScoreKind.Logits ? Softmax(scores, target) : scores[target],
        _ => kind is ScoreKind.Logits ? scores[target] : Math.Log(Math.Max(scores[target], float.Epsilon)),
    };

    private static double Softmax(ReadOnlySpan<float> logits, int target)
    {
        // Relative to the target's own logit no difference of large numbers is lost, and an overflow gives exactly 0.
        var sum = 0.0;
        foreach (var logit in logits) sum += Math.Exp((double)logit - logits[target]);
        return 1 / sum;
    }
}
