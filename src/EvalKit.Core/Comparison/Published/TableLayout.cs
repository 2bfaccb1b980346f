using EvalKit.Core.Metrics;

namespace EvalKit.Core.Comparison.Published;

/// <summary>What every column of a table means, with nothing left silent.</summary>
/// <param name="Model">The column of the models' names.</param>
/// <param name="Sizes">The columns of sizes; claims go by the first.</param>
/// <param name="Family">The column of families, or null where they are guessed from the names.</param>
/// <param name="Task">The column of tasks, or null where a row is a model.</param>
/// <param name="Metrics">The qualities.</param>
/// <param name="Notes">What was guessed, each a sentence.</param>
internal sealed record TableLayout(
    string Model, IReadOnlyList<string> Sizes, string? Family, string? Task, IReadOnlyList<TableMetric> Metrics, IReadOnlyList<string> Notes);

/// <summary>What a column, or a difference of columns, means.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Column">The column.</param>
/// <param name="Minus">The column taken away, or null.</param>
/// <param name="Axis">Its axis.</param>
/// <param name="Better">Which way it is better.</param>
/// <param name="Unit">The unit in which it is shown; <c>fraction</c> for shares.</param>
/// <param name="Factor">What the cells are multiplied by: 0.01 for percentages.</param>
/// <param name="Scale">On which scale its growth is fitted.</param>
/// <param name="StandardError">The column of its standard error, or null.</param>
/// <param name="Samples">The number of samples of an accuracy, or null.</param>
internal sealed record TableMetric(
    string Name,
    string Column,
    string? Minus,
    QualityAxis Axis,
    ScoreDirection Better,
    string Unit,
    double Factor,
    GrowthScale Scale,
    string? StandardError,
    long? Samples);
