using EvalKit.Core.Images;
using EvalKit.Core.Metrics;
using EvalKit.Core.Plugins;

namespace EvalKit.Core.Attributions;

/// <summary>
/// A figure of the quality of an attribution, measured sample by sample with the model at hand; the mean over samples and
/// its interval are computed later, from the stored values.
/// </summary>
[PluginSort("explanation-metrics")]
public interface IExplanationMetric : IPlugin
{
    /// <summary>Meaning, unit, range and direction of the figure.</summary>
    MetricInfo Info { get; }

    /// <summary>
    /// Whether the figure may be compared between models only on samples that all of them classify correctly.
    /// </summary>
    bool NeedsCommonCorrectSamples { get; }

    /// <summary>Whether it perturbs pictures, so that its values depend on the run's perturbations.</summary>
    bool NeedsPerturbations => false;

    /// <summary>Whether it asks where the object is, which only data with masks tell.</summary>
    bool NeedsMask => false;

    /// <summary>Whether it compares with the attributions of the run's other methods.</summary>
    bool NeedsOtherAttributions => false;

    /// <summary>
    /// The names of the values that <see cref="Measure"/> gives for a sample. The first is the figure itself; further ones
    /// are its parts (such as one a substrate), in kebab-case.
    /// </summary>
    /// <param name="names">What the run plans.</param>
    /// <param name="method">The name of the attribution method that is measured.</param>
    IReadOnlyList<string> Columns(ExplanationNames names, string method);

    /// <summary>The number of predictions that one attribution takes, about: what progress and planning count.</summary>
    /// <param name="shape">The picture's shape.</param>
    /// <param name="names">What the run plans.</param>
    /// <param name="method">The method that made the attribution.</param>
    int Predictions(ImageShape shape, ExplanationNames names, IAttributionMethod method);

    /// <summary>Measures one attribution.</summary>
    /// <param name="request">The model, the picture, its attribution and the substrates.</param>
    /// <param name="values">Receives one value per column; NaN where the sample has none.</param>
    /// <param name="cancellation">Ends the work between two batches.</param>
    /// <returns>Why the sample has no value, as the rest of a sentence, such as <c>the attribution is constant</c>; null where it has.</returns>
    string? Measure(in ExplanationRequest request, Span<double> values, CancellationToken cancellation);
}
