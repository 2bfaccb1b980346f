using EvalKit.Core.Attributions;
using EvalKit.Core.Images;
using EvalKit.Core.Metrics;
using EvalKit.Core.Plugins;

namespace EvalKit.Methods.Metrics.Explanations;

/// <summary>
/// Relevance mass: the share of the positive attribution that lies on the object. Part: <c>chance</c>, the object's share of the
/// picture, which an attribution that is the same everywhere has. Only for data with masks.
/// </summary>
/// <remarks>Arras, Osman and Samek 2022, CLEVR-XAI: a benchmark dataset for the ground truth evaluation of neural network explanations, equation 1.</remarks>
[Plugin("relevance-mass", Source = Paper)]
public sealed record RelevanceMass : IExplanationMetric
{
    private const string Paper = "Arras, Osman and Samek 2022, CLEVR-XAI, section 4 (relevance mass accuracy)";

    /// <inheritdoc/>
    public MetricInfo Info { get; } = new("Relevance mass", "fraction", 0, 1, ScoreDirection.HigherIsBetter, Paper);

    /// <inheritdoc/>
    public bool NeedsCommonCorrectSamples => true;

    /// <inheritdoc/>
    public bool NeedsMask => true;

    /// <inheritdoc/>
    public int Predictions(ImageShape shape, ExplanationNames names, IAttributionMethod method) => 0;

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns(ExplanationNames names, string method) => ["relevance-mass", "chance"];

    /// <inheritdoc/>
    public string? Measure(in ExplanationRequest request, Span<double> values, CancellationToken cancellation)
    {
        values.Fill(double.NaN);
        if (MapQuality.WhyWithoutLength(request.Attribution) is { } reason) return reason;
        if (MapQuality.WhyUnmasked(request.Mask) is { } unmasked) return unmasked;
        var (inside, all) = (0.0, 0.0);
        for (var i = 0; i < request.Attribution.Length; i++)
        {
            var positive = Math.Max(0, request.Attribution[i]);
            all += positive;
            if (request.Mask[i]) inside += positive;
        }

        if (all == 0) return "the attribution is nowhere positive";
        values[0] = inside / all;
        values[1] = (double)request.Mask.Count(true) / request.Mask.Length;
        return null;
    }
}
