using EvalKit.Core.Comparison;
using EvalKit.Core.Metrics;
using EvalKit.Core.Reports.Calibration;
using EvalKit.Core.Reports.Fourier;
using EvalKit.Core.Reports.Gallery;

namespace EvalKit.Core.Reports;

/// <summary>
/// All that a run found, as a pure function of its store. Writers give it a form and decide nothing.
/// </summary>
/// <param name="Name">The run's name.</param>
/// <param name="Provenance">What determined the figures.</param>
/// <param name="Models">The models by ascending parameter count, then name.</param>
/// <param name="Metrics">What each metric id that occurs means, by ordinal order of id.</param>
/// <param name="Scorecard">The four axes: which figure stands for each, and how the models rank on it.</param>
/// <param name="Answer">Plain sentences: whether size decided, with the deciding figures.</param>
/// <param name="Gates">The judged gates in the order of the configuration; empty where there are none.</param>
/// <param name="Claims">Claims on size and quality with their verdicts; empty where there are fewer than two models.</param>
/// <param name="Findings">What a reader must know before trusting a figure.</param>
/// <param name="Failures">Units that failed, each a gap that no average hides.</param>
public sealed record Report(
    string Name,
    Provenance Provenance,
    IReadOnlyList<ModelReport> Models,
    IReadOnlyDictionary<string, MetricInfo> Metrics,
    Scorecard Scorecard,
    string Answer,
    IReadOnlyList<GateResult> Gates,
    IReadOnlyList<Claim> Claims,
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<Failure> Failures)
{
    /// <summary>The version of the document's form; raised when a reader of the old one would misread the new one.</summary>
    public const int Schema = 1;

    /// <summary>Size against quality, which the claims are judged by; null where it was not computed. It is no part of <c>report.json</c>.</summary>
    public SizeComparison? Comparison { get; init; }

    /// <summary>How figures differ from those of the reference run; empty where there is none.</summary>
    public IReadOnlyList<Change> Changes { get; init; } = [];

    /// <summary>The reliability diagram of each model that has clean predictions, in the order of <see cref="Models"/>. It is no part of <c>report.json</c>.</summary>
    public IReadOnlyList<ReliabilityDiagram> Calibration { get; init; } = [];

    /// <summary>Attributions of a few samples to be looked at; null where nothing was explained. It is no part of <c>report.json</c>.</summary>
    public AttributionGallery? Gallery { get; init; }

    /// <summary>The Fourier heat maps; null where the run's folder has none.</summary>
    public FourierMaps? Fourier { get; init; }

    /// <summary>What was measured beside the store, or null. It is no part of <c>report.json</c>.</summary>
    public Measurements? Measured { get; init; }
}
