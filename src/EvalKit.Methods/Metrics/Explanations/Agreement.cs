using EvalKit.Core.Attributions;
using EvalKit.Core.Images;
using EvalKit.Core.Metrics;
using EvalKit.Core.Plugins;

namespace EvalKit.Methods.Metrics.Explanations;

/// <summary>
/// Agreement: Spearman's rank correlation of a method's attribution with that of each other method of the run on the same
/// score. The figure is the mean over the others, the parts are the others. Two methods that agree may both be wrong: it tells of
/// the methods, not of the model. A constant attribution ranks nothing and has none.
/// </summary>
/// <remarks>Krishna et al. 2022, The disagreement problem in explainable machine learning, section 3.2 (rank correlation).</remarks>
[Plugin("agreement", Source = "Krishna et al. 2022, The disagreement problem in explainable machine learning, section 3.2 (rank correlation)")]
public sealed record Agreement : IExplanationMetric
{
    /// <inheritdoc/>
    public MetricInfo Info { get; } = new(
        "Agreement with other methods", "correlation", -1, 1, ScoreDirection.Neither, "Krishna et al. 2022, The disagreement problem in explainable machine learning, section 3.2 (rank correlation)");

    /// <inheritdoc/>
    public bool NeedsCommonCorrectSamples => false;

    /// <inheritdoc/>
    public bool NeedsOtherAttributions => true;

    /// <inheritdoc/>
    public int Predictions(ImageShape shape, ExplanationNames names, IAttributionMethod method) => 0;

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns(ExplanationNames names, string method) => ["agreement", .. names.Attributions.Where(other => other != method)];

    /// <inheritdoc/>
    public string? Measure(in ExplanationRequest request, Span<double> values, CancellationToken cancellation)
    {
        values.Fill(double.NaN);
        if (MapQuality.WhyUnordered(request.Attribution) is { } reason) return reason;
        if (request.Others.Count == 0) return "no other method explained it";
        var (sum, count) = (0.0, 0);
        for (var i = 0; i < request.Others.Count; i++)
        {
            var other = request.Others[i].Attribution.Span;
            if (other.IsEmpty || MapQuality.WhyUnordered(other) is not null) continue;
            values[i + 1] = Correlation.Spearman(request.Attribution, other);
            sum += values[i + 1];
            count++;
        }

        if (count == 0) return "the attributions of the other methods are missing or constant";
        values[0] = sum / count;
        return null;
    }
}
