using System.ComponentModel.DataAnnotations;
using System.Globalization;
using EvalKit.Core.Attributions;
using EvalKit.Core.Images;
using EvalKit.Core.Memory;
using EvalKit.Core.Metrics;
using EvalKit.Core.Models;
using EvalKit.Core.Plugins;

namespace EvalKit.Methods.Metrics.Explanations;

/// <summary>
/// Parameter randomisation: Spearman's rank correlation of the attribution with that of the same class by a model whose weights
/// are permuted within each tensor. Near 0 is sound: an attribution that a model without knowledge gives too tells nothing of what
/// was learned. The figure has all layers permuted. Parts: <c>magnitudes</c>, its correlation without signs; <c>stage-1</c> and so
/// on, with the layers permuted from the output on, a stage more each, and <c>stage-1-magnitudes</c>. It tells of the method
/// more than of the model. (The paper draws new weights; permuted ones keep their distribution.)
/// </summary>
/// <param name="Stages">The number of steps of equally many layers from the output to the input.</param>
/// <remarks>Adebayo et al. 2018, Sanity checks for saliency maps, section 3 (cascading randomisation).</remarks>
[Plugin("parameter-randomization", Source = Paper)]
public sealed record ParameterRandomization([Range(1, 100)] int Stages = 4) : IExplanationMetric
{
    private const string Paper = "Adebayo et al. 2018, Sanity checks for saliency maps, section 3 (cascading), weights permuted";

    /// <inheritdoc/>
    public MetricInfo Info { get; } = new("Agreement after parameter randomisation", "correlation", -1, 1, ScoreDirection.Neither, Paper);

    /// <inheritdoc/>
    public bool NeedsCommonCorrectSamples => false;

    /// <inheritdoc/>
    public int Predictions(ImageShape shape, ExplanationNames names, IAttributionMethod method) => Stages * method.Predictions(shape);

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns(ExplanationNames names, string method) =>
    [
        "parameter-randomization", "magnitudes",
        .. Enumerable.Range(1, Stages - 1).Select(stage => string.Create(CultureInfo.InvariantCulture, $"stage-{stage}")).SelectMany(name => new[] { name, $"{name}-magnitudes" }),
    ];

    /// <inheritdoc/>
    public string? Measure(in ExplanationRequest request, Span<double> values, CancellationToken cancellation)
    {
        values.Fill(double.NaN);
        if (MapQuality.WhyUnordered(request.Attribution) is { } reason) return reason;
        if (request.Model is not IVariableModel model) return "the model's weights cannot be changed";
        using var attribution = new PooledBuffer<float>(request.Shape.Pixels);
        for (var stage = 1; stage <= Stages; stage++)
        {
            if (model.Permuted((double)stage / Stages, request.CommonKey, out var refusal) is not { } permuted) return refusal;
            request.Method.Attribute(
                new(request.Function.On(permuted), request.Picture, request.AttributionKey, request.References), attribution.Span, [], cancellation);
            if (MapQuality.WhyUnordered(attribution.Span) is not null) continue;
            var place = 2 * (stage % Stages);
            values[place] = Correlation.Spearman(request.Attribution, attribution.Span);
            values[place + 1] = Correlation.Spearman(request.Attribution, attribution.Span, ofMagnitudes: true);
        }

        return double.IsFinite(values[0]) ? null : "the attribution of the permuted model is constant or not finite";
    }
}
