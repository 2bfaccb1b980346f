using EvalKit.Core.Metrics;

namespace EvalKit.Core.Reports;

/// <summary>One model's figures.</summary>
/// <param name="Name">Its name in the run: the file's, without extension.</param>
/// <param name="Path">Its path as the configuration gives it.</param>
/// <param name="Sha256">The hash of the file and its external data, lower-case hex.</param>
/// <param name="Family">The family that it belongs to, or null.</param>
/// <param name="Metrics">
/// The figures by id, <c>axis/metric[@condition]</c> (<c>performance/accuracy</c>, <c>robustness/accuracy@fog:3</c>,
/// <c>interpretability/relevance-gain@rise</c>, <c>cost/parameters</c>), in ordinal order of id.
/// </param>
public sealed record ModelReport(
    string Name,
    string Path,
    string Sha256,
    string? Family,
    IReadOnlyDictionary<string, Estimate> Metrics);
