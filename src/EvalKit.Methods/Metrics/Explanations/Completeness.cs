using EvalKit.Core.Attributions;
using EvalKit.Core.Images;
using EvalKit.Core.Memory;
using EvalKit.Core.Metrics;
using EvalKit.Core.Plugins;

namespace EvalKit.Methods.Metrics.Explanations;

/// <summary>
/// Completeness: how far an attribution's sum misses what it promises, |Σφ − (f(x) − f(x′))| / |f(x) − f(x′)| with x′ the method's
/// own baseline. It tells of the method (as of too few steps), not of the model. Methods that promise no sum have none.
/// </summary>
/// <remarks>Sundararajan, Taly and Yan 2017, Axiomatic attribution for deep networks, proposition 1.</remarks>
[Plugin("completeness", Source = Paper)]
public sealed record Completeness : IExplanationMetric
{
    private const string Paper = "Sundararajan, Taly and Yan 2017, Axiomatic attribution for deep networks, proposition 1 (its residual)";

    /// <inheritdoc/>
    public MetricInfo Info { get; } = new("Completeness residual", "ratio", 0, double.PositiveInfinity, ScoreDirection.LowerIsBetter, Paper);

    /// <inheritdoc/>
    public bool NeedsCommonCorrectSamples => false;

    /// <inheritdoc/>
    public int Predictions(ImageShape shape, ExplanationNames names, IAttributionMethod method) => method is ICompleteAttribution ? 2 : 0;

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns(ExplanationNames names, string method) => ["completeness"];

    /// <inheritdoc/>
    public string? Measure(in ExplanationRequest request, Span<double> values, CancellationToken cancellation)
    {
        values[0] = double.NaN;
        if (request.Method is not ICompleteAttribution method) return "the method does not promise that its values add up to the score";
        using var pictures = new PooledBuffer<float>(2 * request.Shape.Length);
        request.Picture.CopyTo(pictures.Span);
        method.Baseline(new(request.Function, request.Picture, request.AttributionKey, request.References), pictures.Span[request.Shape.Length..]);
        Span<float> scores = stackalloc float[2];
        request.Function.Evaluate(pictures.Span, scores, cancellation);
        var change = (double)scores[0] - scores[1];
        if (change == 0) return "the baseline has the same score";
        var sum = 0.0;
        foreach (var value in request.Attribution) sum += value;
        values[0] = Math.Abs(sum - change) / Math.Abs(change);
        return double.IsFinite(values[0]) ? null : "the attribution or a score is not finite";
    }
}
