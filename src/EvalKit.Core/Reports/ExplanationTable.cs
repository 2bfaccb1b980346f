namespace EvalKit.Core.Reports;

/// <summary>The quality of one model's attributions by one method, sample by sample.</summary>
/// <param name="Samples">The positions of the samples in the data, ascending.</param>
/// <param name="Values">
/// By the explanation metric's name, [samples, columns]: the columns are those that the metric gives for the run's
/// substrates, perturbations and methods, the figure itself first. NaN where a sample has no value.
/// </param>
/// <param name="Reasons">By the explanation metric's name, for each sample why it has no value; empty where it has.</param>
public sealed record ExplanationTable(
    ReadOnlyMemory<int> Samples,
    IReadOnlyDictionary<string, ReadOnlyMemory<double>> Values,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Reasons);
