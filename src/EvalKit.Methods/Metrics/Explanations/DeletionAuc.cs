using System.ComponentModel.DataAnnotations;
using EvalKit.Core.Attributions;
using EvalKit.Core.Images;
using EvalKit.Core.Metrics;
using EvalKit.Core.Plugins;
using EvalKit.Methods.Attributions.Substrates;

namespace EvalKit.Methods.Metrics.Explanations;

/// <summary>
/// Deletion: the area under the probability of the class predicted on the unchanged picture while its pixels are replaced,
/// the most relevant first, by each channel's mean over the picture. It grows with a model's confidence, so it compares
/// attributions of one model, not models. (The paper replaces by 0 of a normalised input, which is the data's mean.)
/// </summary>
/// <param name="Steps">The number of equal steps from no pixel to all pixels. (The paper takes one a row of the picture.)</param>
/// <remarks>Petsiuk, Das and Saenko 2018, RISE: Randomized input sampling for explanation of black-box models, section 4.1.</remarks>
[Plugin("deletion-auc", Source = PaperAndCode)]
public sealed record DeletionAuc([Range(2, 1000)] int Steps = 32) : IExplanationMetric
{
    private const string PaperAndCode = "Petsiuk, Das and Saenko 2018, RISE, section 4.1; eclique/RISE, evaluation.py";

    /// <inheritdoc/>
    public MetricInfo Info { get; } = new("Deletion AUC", "fraction", 0, 1, ScoreDirection.LowerIsBetter, PaperAndCode);

    /// <inheritdoc/>
    public bool NeedsCommonCorrectSamples => true;

    /// <inheritdoc/>
    public int Predictions(ImageShape shape, ExplanationNames names, IAttributionMethod method) => Steps;

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns(ExplanationNames names, string method) => ["deletion-auc"];

    /// <inheritdoc/>
    public string? Measure(in ExplanationRequest request, Span<double> values, CancellationToken cancellation) =>
        ProbabilityCurve.Measure(request, new Mean(), Steps, leastRelevantFirst: false, values, cancellation);
}
