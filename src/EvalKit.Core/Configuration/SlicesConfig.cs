namespace EvalKit.Core.Configuration;

/// <summary>A column that cuts the samples into slices, for gates on <c>@slice:NAME</c>.</summary>
/// <param name="Path">A CSV file with a header, whose first column is the sample's id: the file's relative path, or its position from 0.</param>
/// <param name="Column">The column whose values name the slices; an empty value is in none.</param>
public sealed record SlicesConfig(string Path, string Column);
