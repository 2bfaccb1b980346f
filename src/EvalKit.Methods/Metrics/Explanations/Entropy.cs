using EvalKit.Core.Attributions;
using EvalKit.Core.Images;
using EvalKit.Core.Metrics;
using EvalKit.Core.Plugins;

namespace EvalKit.Methods.Metrics.Explanations;

/// <summary>
/// Entropy of an attribution's magnitudes: −Σ p ln p / ln n with p = |φ| / Σ|φ| over n pixels; 0 where one pixel has everything,
/// 1 where all have the same. It tells of the method more than of the model. (The paper does not divide by ln n.) An attribution
/// that is zero or not finite has none.
/// </summary>
/// <remarks>Bhatt, Weller and Moura 2020, Evaluating and aggregating feature-based model explanations, definition 3 (complexity).</remarks>
[Plugin("entropy", Source = Paper)]
public sealed record Entropy : IExplanationMetric
{
    private const string Paper = "Bhatt, Weller and Moura 2020, Evaluating and aggregating feature-based model explanations, definition 3; divided by ln n";

    /// <inheritdoc/>
    public MetricInfo Info { get; } = new("Entropy", "fraction", 0, 1, ScoreDirection.Neither, Paper);

    /// <inheritdoc/>
    public bool NeedsCommonCorrectSamples => false;

    /// <inheritdoc/>
    public int Predictions(ImageShape shape, ExplanationNames names, IAttributionMethod method) => 0;

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns(ExplanationNames names, string method) => ["entropy"];

    /// <inheritdoc/>
    public string? Measure(in ExplanationRequest request, Span<double> values, CancellationToken cancellation)
    {
        values[0] = double.NaN;
        if (MapQuality.WhyWithoutLength(request.Attribution) is { } reason) return reason;
        if (request.Attribution.Length == 1) return "the picture has one pixel";
        var total = 0.0;
        foreach (var value in request.Attribution) total += Math.Abs((double)value);
        var entropy = 0.0;
        foreach (var value in request.Attribution)
        {
            var share = Math.Abs(value) / total;
            if (share > 0) entropy -= share * Math.Log(share);
        }

        values[0] = Math.Min(1, entropy / Math.Log(request.Attribution.Length));
        return null;
    }
}
