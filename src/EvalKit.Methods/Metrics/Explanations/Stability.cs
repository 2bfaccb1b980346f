using System.ComponentModel.DataAnnotations;
using EvalKit.Core.Attributions;
using EvalKit.Core.Images;
using EvalKit.Core.Memory;
using EvalKit.Core.Metrics;
using EvalKit.Core.Plugins;
using EvalKit.Core.Store;

namespace EvalKit.Methods.Metrics.Explanations;

/// <summary>
/// Stability: Spearman's rank correlation of the attribution with that of the perturbed picture, for each perturbation of the run
/// under which the prediction stayed. The figure is the mean over those; the parts are the perturbations. A perturbation that moves
/// the picture moves the attribution too, and so lowers it. Stored copies are left out.
/// </summary>
/// <param name="Severity">The severity of the perturbations.</param>
/// <remarks>
/// Alvarez-Melis and Jaakkola 2018, On the robustness of interpretability methods, on the question; Ghorbani et al. 2019,
/// Interpretation of neural networks is fragile, section 3, on rank correlation where the prediction stays.
/// </remarks>
[Plugin("stability", Source = Paper)]
public sealed record Stability([Range(1, 5)] int Severity = 3) : IExplanationMetric
{
    private const string Paper = "Ghorbani, Abid and Zou 2019, Interpretation of neural networks is fragile, section 3 (rank correlation), under corruptions";

    /// <inheritdoc/>
    public MetricInfo Info { get; } = new("Stability under perturbations", "correlation", -1, 1, ScoreDirection.HigherIsBetter, Paper);

    /// <inheritdoc/>
    public bool NeedsCommonCorrectSamples => false;

    /// <inheritdoc/>
    public bool NeedsPerturbations => true;

    /// <inheritdoc/>
    public int Predictions(ImageShape shape, ExplanationNames names, IAttributionMethod method) => names.Perturbations.Count * (method.Predictions(shape) + 1);

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns(ExplanationNames names, string method) => ["stability", .. names.Perturbations];

    /// <inheritdoc/>
    public string? Measure(in ExplanationRequest request, Span<double> values, CancellationToken cancellation)
    {
        values.Fill(double.NaN);
        if (MapQuality.WhyUnordered(request.Attribution) is { } reason) return reason;
        var perturbations = request.Perturbations;
        if (!perturbations.Any(one => one.Method is not null)) return "the run computes no perturbation";
        var (length, classes) = (request.Shape.Length, request.Model.Signature.Classes);
        using var pictures = new PooledBuffer<float>(perturbations.Count * length);
        using var scores = new PooledBuffer<float>(perturbations.Count * classes);
        for (var i = 0; i < perturbations.Count; i++)
        {
            var picture = pictures.Span.Slice(i * length, length);
            if (perturbations[i].Method is null) request.Picture.CopyTo(picture);
            else perturbations[i].Apply(request.Picture, Severity, picture, request.Shape);
        }

        request.Model.Predict(pictures.Span, scores.Span, cancellation);
        using var attribution = new PooledBuffer<float>(request.Shape.Pixels);
        var (sum, count) = (0.0, 0);
        for (var i = 0; i < perturbations.Count; i++)
        {
            if (perturbations[i].Method is null || PredictionRows.Predict(scores.Span.Slice(i * classes, classes)) != request.Predicted) continue;
            request.Method.Attribute(
                new(request.Function, pictures.Span.Slice(i * length, length), request.AttributionKey, request.References), attribution.Span, [], cancellation);
            if (MapQuality.WhyUnordered(attribution.Span) is not null) continue;
            values[i + 1] = Correlation.Spearman(request.Attribution, attribution.Span);
            sum += values[i + 1];
            count++;
        }

        if (count == 0) return "the prediction stays under no perturbation, or their attributions are constant";
        values[0] = sum / count;
        return null;
    }
}
