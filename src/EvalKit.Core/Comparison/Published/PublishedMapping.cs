using System.ComponentModel.DataAnnotations;
using EvalKit.Core.Configuration.Documents;
using EvalKit.Core.Metrics;

namespace EvalKit.Core.Comparison.Published;

/// <summary>What the columns of a published table mean. Whatever is left out is guessed, and the guess is said.</summary>
/// <param name="Place">Where it was written.</param>
/// <param name="Model">The column of the models' names.</param>
/// <param name="Size">The column of their sizes, by which claims go; numbers, or numbers with k, M, B or G.</param>
/// <param name="MoreSizes">Columns of other notions of size, such as MACs.</param>
/// <param name="Family">The column of their families; left out and without a column of that name, families are guessed from the names.</param>
/// <param name="Task">In a table of one row a model and task, the column of the task: each task becomes a metric of its own.</param>
/// <param name="Metrics">The qualities; left out, every column of shares or percentages, and losses.</param>
public sealed record PublishedMapping(
    SourcePlace Place,
    string? Model,
    string? Size,
    IReadOnlyList<string>? MoreSizes,
    string? Family,
    string? Task,
    [MinLength(1)] IReadOnlyList<MappedMetric>? Metrics);

/// <summary>A quality of a published table: a column, or the difference of two.</summary>
/// <param name="Place">Where it was written.</param>
/// <param name="Column">The column.</param>
/// <param name="Minus">A column to take away from it, as in a drop from clean to shifted data.</param>
/// <param name="Name">Its name in the comparison; left out, the column's.</param>
/// <param name="Axis">The axis: performance, robustness or interpretability.</param>
/// <param name="Better">Which way it is better.</param>
/// <param name="Unit">Its unit: percent and fraction are shares; anything else is shown as it is.</param>
/// <param name="StandardError">The column of its standard error, in the same unit.</param>
/// <param name="Samples">The number of samples that an accuracy rests on; its standard error is the binomial one.</param>
public sealed record MappedMetric(
    SourcePlace Place,
    string Column,
    string? Minus,
    string? Name,
    QualityAxis? Axis,
    ScoreDirection? Better,
    string? Unit,
    string? StandardError,
    [Range(1, long.MaxValue)] long? Samples);
