using EvalKit.Core.Metrics;

namespace EvalKit.Core.Reports;

/// <summary>One model's figures.</summary>
/// <param name="Name">Its name in the run: the file's, without extension.</param>
/// <param name="Path">Its path as the configuration gives it.</param>
/// <param name="Sha256">The hash of the file and its external data, lower-case hex.</param>
/// <param name="Family">The family that it belongs to, or null.</param>
/// <param name="Metrics">
/// The figures by id, <c>axis/metric[@condition]</c>, in ordinal order of id: <c>performance/accuracy</c> on clean data;
/// <c>robustness/accuracy@fog:3</c> under one condition, <c>robustness/accuracy@fog</c> over the severities of a kind,
/// <c>robustness/mean-corrupted-accuracy</c> over all, <c>robustness/mean-corrupted-accuracy@noise</c> over a category;
/// <c>interpretability/relevance-gain@rise</c> of one attribution method, <c>interpretability/relevance-gain@rise:blur</c>
/// a part of it, <c>interpretability/relevance-gain</c> over all methods; <c>cost/parameters</c>. A figure that could not be
/// computed is there too, without a value, and says why.
/// </param>
public sealed record ModelReport(
    string Name,
    string Path,
    string Sha256,
    string? Family,
    IReadOnlyDictionary<string, Estimate> Metrics);
