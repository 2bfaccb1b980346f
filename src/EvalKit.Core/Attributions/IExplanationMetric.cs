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

    /// <summary>
    /// The names of the values that <see cref="Measure"/> gives for a sample. The first is the figure itself; further ones
    /// are its parts (such as one a substrate), in kebab-case.
    /// </summary>
    /// <param name="substrates">The kinds of the substrates in use, in order.</param>
    IReadOnlyList<string> Columns(IReadOnlyList<string> substrates);

    /// <summary>The number of predictions that one attribution takes, about: what progress and planning count.</summary>
    /// <param name="shape">The picture's shape.</param>
    /// <param name="substrates">The number of substrates in use.</param>
    /// <param name="method">The method that made the attribution.</param>
    int Predictions(ImageShape shape, int substrates, IAttributionMethod method);

    /// <summary>Measures one attribution.</summary>
    /// <param name="request">The model, the picture, its attribution and the substrates.</param>
    /// <param name="values">Receives one value per column; NaN where the sample has none (stated in the report).</param>
    /// <param name="cancellation">Ends the work between two batches.</param>
    void Measure(in ExplanationRequest request, Span<double> values, CancellationToken cancellation);
}
