using System.ComponentModel.DataAnnotations;
using EvalKit.Core.Attributions;
using EvalKit.Core.Images;
using EvalKit.Core.Metrics;
using EvalKit.Core.Plugins;
using EvalKit.Methods.Attributions.Substrates;

namespace EvalKit.Methods.Metrics.Explanations;

/// <summary>
/// Insertion: the area under the probability of the class predicted on the unchanged picture while its pixels are put into
/// a blurred copy (<see cref="Blur"/>), the most relevant first. It grows with a model's confidence, so it compares
/// attributions of one model, not models.
/// </summary>
/// <param name="Steps">The number of equal steps from no pixel to all pixels. (The paper takes one a row of the picture.)</param>
/// <remarks>Petsiuk, Das and Saenko 2018, RISE: Randomized input sampling for explanation of black-box models, section 4.1.</remarks>
[Plugin("insertion-auc", Source = PaperAndCode)]
public sealed record InsertionAuc([Range(2, 1000)] int Steps = 32) : IExplanationMetric
{
    private const string PaperAndCode = "Petsiuk, Das and Saenko 2018, RISE, section 4.1; eclique/RISE, evaluation.py";

    /// <inheritdoc/>
    public MetricInfo Info { get; } = new("Insertion AUC", "fraction", 0, 1, ScoreDirection.HigherIsBetter, PaperAndCode);

    /// <inheritdoc/>
    public bool NeedsCommonCorrectSamples => true;

    /// <inheritdoc/>
    public int Predictions(ImageShape shape, ExplanationNames names, IAttributionMethod method) => Steps;

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns(ExplanationNames names, string method) => ["insertion-auc"];

    /// <inheritdoc/>
    /// <remarks>Putting the most relevant in first is taking the least relevant out first, backwards: the area is the same.</remarks>
    public string? Measure(in ExplanationRequest request, Span<double> values, CancellationToken cancellation) =>
        ProbabilityCurve.Measure(request, new Blur(), Steps, leastRelevantFirst: true, values, cancellation);
}
