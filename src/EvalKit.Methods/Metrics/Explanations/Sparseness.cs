using EvalKit.Core.Attributions;
using EvalKit.Core.Images;
using EvalKit.Core.Memory;
using EvalKit.Core.Metrics;
using EvalKit.Core.Plugins;

namespace EvalKit.Methods.Metrics.Explanations;

/// <summary>
/// Sparseness: the Gini index of an attribution's magnitudes, 0 where all pixels are equally relevant and 1 − 1/n where one
/// of n has everything. It tells of the method more than of the model. An attribution that is zero or not finite has none.
/// </summary>
/// <remarks>Hurley and Rickard 2009, Comparing measures of sparsity, table I.</remarks>
[Plugin("sparseness", Source = Paper)]
public sealed record Sparseness : IExplanationMetric
{
    private const string Paper = "Hurley and Rickard 2009, Comparing measures of sparsity, table I (Gini)";

    /// <inheritdoc/>
    public MetricInfo Info { get; } = new("Sparseness", "fraction", 0, 1, ScoreDirection.Neither, Paper);

    /// <inheritdoc/>
    public bool NeedsCommonCorrectSamples => false;

    /// <inheritdoc/>
    public int Predictions(ImageShape shape, ExplanationNames names, IAttributionMethod method) => 0;

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns(ExplanationNames names, string method) => ["sparseness"];

    /// <inheritdoc/>
    public string? Measure(in ExplanationRequest request, Span<double> values, CancellationToken cancellation)
    {
        values[0] = double.NaN;
        if (MapQuality.WhyWithoutLength(request.Attribution) is { } reason) return reason;
        var count = request.Attribution.Length;
        using var buffer = new PooledBuffer<float>(count);
        var magnitudes = buffer.Span;
        for (var i = 0; i < count; i++) magnitudes[i] = Math.Abs(request.Attribution[i]);
        magnitudes.Sort();

        // 1 − 2 Σₖ (cₖ / Σ c) (n − k + ½) / n, with k from 1 and c ascending.
        var (total, weighted) = (0.0, 0.0);
        for (var i = 0; i < count; i++)
        {
            total += magnitudes[i];
            weighted += magnitudes[i] * (count - i - 0.5);
        }

        values[0] = 1 - (2 * weighted / (total * count));
        return null;
    }
}
