using EvalKit.Core.Images;
using EvalKit.Core.Models;

namespace EvalKit.Methods.Tests.Attributions;

/// <summary>A classifier whose logits are linear: logit_c = scale × (bias_c + Σ weight_ci xᵢ).</summary>
internal sealed class LinearModel(ImageShape shape, float[][] weights, float[] bias, float scale = 1, ScoreKind scores = ScoreKind.Logits) : IModel
{
    private int _largestCall;

    public ModelSignature Signature { get; } = new(shape, bias.Length, scores, FixedBatch: null);

    /// <summary>The most pictures that one call brought.</summary>
    public int LargestCall => _largestCall;

    /// <summary>[classes][pixels]: what the logits weigh by, before the scale.</summary>
    public float[][] Weights => weights;

    public static LinearModel Random(ImageShape shape, int classes, ulong seed, float scale = 1) => new(
        shape,
        [.. Enumerable.Range(0, classes).Select(c => RandomArrays.Normal(shape.Length, seed + (ulong)c))],
        RandomArrays.Normal(classes, seed + 1000),
        scale);

    public void Predict(ReadOnlySpan<float> inputs, Span<float> scores, CancellationToken cancellation)
    {
        var (classes, count) = (bias.Length, inputs.Length / shape.Length);
        _largestCall = Math.Max(_largestCall, count);
        for (var i = 0; i < count; i++)
        {
            var row = scores.Slice(i * classes, classes);
            for (var c = 0; c < classes; c++)
            {
                var sum = bias[c];
                for (var j = 0; j < shape.Length; j++) sum += weights[c][j] * inputs[(i * shape.Length) + j];
                row[c] = sum * scale;
            }

            if (Signature.Scores is ScoreKind.Probabilities) Softmax(row);
        }
    }

    public int PredictClass(float[] picture)
    {
        var scores = new float[bias.Length];
        Predict(picture, scores, default);
        return Array.IndexOf(scores, scores.Max());
    }

    public void Dispose()
    {
    }

    private static void Softmax(Span<float> row)
    {
        var sum = 0.0;
        foreach (var logit in row) sum += Math.Exp(logit);
        foreach (ref var logit in row) logit = (float)(Math.Exp(logit) / sum);
    }
}
