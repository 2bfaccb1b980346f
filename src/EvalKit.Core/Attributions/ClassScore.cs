using EvalKit.Core.Configuration;
using EvalKit.Core.Errors;
using EvalKit.Core.Images;
using EvalKit.Core.Memory;
using EvalKit.Core.Models;
using EvalKit.Core.Planning;

namespace EvalKit.Core.Attributions;

/// <summary>
/// The score that a model gives to one class, or by how much it is above that of another: the function that attributions of a
/// classifier explain.
/// </summary>
public sealed class ClassScore : IGraphFunction
{
    private readonly IModel _model;
    private readonly int _target;
    private readonly int? _versus;
    private readonly ExplainedOutput _output;

    /// <summary>Creates the function. The model stays the caller's to dispose of.</summary>
    /// <param name="model">The model.</param>
    /// <param name="target">The class, from 0.</param>
    /// <param name="output">Which number of the class.</param>
    /// <param name="preferredBatch">The number of pictures in one call at which the model runs well; positive.</param>
    /// <param name="versus">A class whose number is subtracted; null for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">The model has no such class, or the batch is not positive.</exception>
    public ClassScore(IModel model, int target, ExplainedOutput output, int preferredBatch, int? versus = null)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)target, (uint)model.Signature.Classes, nameof(target));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)(versus ?? 0), (uint)model.Signature.Classes, nameof(versus));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(preferredBatch);
        (_model, _target, _versus, _output, PreferredBatch) = (model, target, versus, output, preferredBatch);
    }

    /// <inheritdoc/>
    public ImageShape Shape => _model.Signature.Input;

    /// <inheritdoc/>
    public int PreferredBatch { get; }

    /// <summary>The same number of another model, or of other pictures.</summary>
    /// <param name="model">A model with the same classes.</param>
    public ClassScore On(IModel model) => new(model, _target, _output, PreferredBatch, _versus);

    /// <summary>The same number of another model and class, above that of no other.</summary>
    /// <param name="model">The model; its pictures may be of another size.</param>
    /// <param name="target">The class, from 0.</param>
    public ClassScore On(IModel model, int target)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new(model, target, _output, BatchSize.For(model.Signature.Input));
    }

    /// <inheritdoc/>
    public void Evaluate(ReadOnlySpan<float> pictures, Span<float> values, CancellationToken cancellation)
    {
        var classes = _model.Signature.Classes;
        using var buffer = new PooledBuffer<float>(values.Length * classes);
        var scores = buffer.Span;
        _model.Predict(pictures, scores, cancellation);
        for (var i = 0; i < values.Length; i++)
        {
            var row = scores.Slice(i * classes, classes);
            values[i] = (float)(Number(row, _target) - (_versus is { } other ? Number(row, other) : 0));
        }
    }

    /// <inheritdoc/>
    public void Gradient(ReadOnlySpan<float> pictures, Span<float> gradients, CancellationToken cancellation)
    {
        if (_model is not IDifferentiableModel differentiable || differentiable.GradientRefusal is not null)
            throw new UserException($"there is no gradient to explain by: {(_model as IDifferentiableModel)?.GradientRefusal ?? "the model gives none"}");
        var classes = _model.Signature.Classes;
        using var seeds = new PooledBuffer<float>(pictures.Length / Shape.Length * classes);
        seeds.Span.Clear();

        // Where the slope depends on the scores they are needed first; they lie where the seeds come.
        if (_output == ExplainedOutput.Probability != (_model.Signature.Scores is ScoreKind.Probabilities))
            _model.Predict(pictures, seeds.Span, cancellation);
        for (var start = 0; start < seeds.Span.Length; start += classes) Seed(seeds.Span.Slice(start, classes));
        differentiable.Gradient(pictures, seeds.Span, gradients, cancellation);
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

    /// <inheritdoc/>
    public void Propagate(BackwardRule rule, ReadOnlySpan<float> pictures, ReadOnlySpan<float> references, Span<float> result, CancellationToken cancellation)
    {
        var classes = _model.Signature.Classes;
        using var seeds = new PooledBuffer<float>(pictures.Length / Shape.Length * classes);
        seeds.Span.Clear();
        for (var start = 0; start < seeds.Span.Length; start += classes) Add(seeds.Span.Slice(start, classes), 1, -1);
        Graph.Propagate(rule, pictures, references, seeds.Span, result, cancellation);
    }

    /// <inheritdoc/>
    public FeatureMap Features(string? layer, ReadOnlySpan<float> picture)
    {
        var seed = new float[_model.Signature.Classes];
        Add(seed, 1, -1);
        return Graph.Features(layer, picture, seed)[0];
    }

    /// <inheritdoc/>
    public IReadOnlyList<AttentionWeights> Attention(ReadOnlySpan<float> picture) => Graph.Attention(picture);

    private IGraphModel Graph => _model as IGraphModel ?? throw new InvalidOperationException("the model's graph cannot be looked into");

    private double Number(ReadOnlySpan<float> scores, int target) => Of(scores, _model.Signature.Scores, target, _output);

    // Turns the scores of a sample into the gradient of its number by them.
    private void Seed(Span<float> row)
    {
        switch (_model.Signature.Scores, _output)
        {
            case (ScoreKind.Logits, ExplainedOutput.Probability):
                // ∂pₜ/∂zⱼ = pₜ (δₜⱼ − pⱼ), and for a difference both.
                var (target, other) = (Softmax(row, _target), _versus is { } versus ? Softmax(row, versus) : 0);
                using (var probabilities = new PooledBuffer<double>(row.Length))
                {
                    for (var j = 0; j < row.Length; j++) probabilities.Span[j] = Softmax(row, j);
                    for (var j = 0; j < row.Length; j++) row[j] = (float)((other - target) * probabilities.Span[j]);
                }

                Add(row, (float)target, (float)-other);
                break;
            case (ScoreKind.Probabilities, ExplainedOutput.Logit):
                // ∂ log p / ∂p = 1 / p, and 0 where the probability is held at its least.
                var (slope, slopeOfOther) = (SlopeOfLogarithm(row[_target]), _versus is { } less ? SlopeOfLogarithm(row[less]) : 0);
                row.Clear();
                Add(row, slope, -slopeOfOther);
                break;
            default:
                Add(row, 1, -1);
                break;
        }

        static float SlopeOfLogarithm(float probability) => probability > 0 ? Math.Min(1 / probability, float.MaxValue) : 0;
    }

    private void Add(Span<float> row, float toTarget, float toOther)
    {
        row[_target] += toTarget;
        if (_versus is { } other) row[other] += toOther;
    }

    private static double Softmax(ReadOnlySpan<float> logits, int target)
    {
        // Relative to the target's own logit no difference of large numbers is lost, and an overflow gives exactly 0.
        var sum = 0.0;
        foreach (var logit in logits) sum += Math.Exp((double)logit - logits[target]);
        return 1 / sum;
    }
}
