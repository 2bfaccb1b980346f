namespace EvalKit.Reporting.Charts;

/// <summary>A line over the points of a chart, in the units of its axes.</summary>
/// <param name="Kind">Its class in the style sheet.</param>
/// <param name="Title">What it is, for a reader who points at it.</param>
/// <param name="Points">Its points, from left to right.</param>
internal sealed record ChartLine(string Kind, string Title, IReadOnlyList<(double X, double Y)> Points);

/// <summary>A stretch of the axis along the bottom that is shaded from top to bottom.</summary>
/// <param name="Title">What it is.</param>
/// <param name="From">Where it begins.</param>
/// <param name="To">Where it ends; infinite where it has no end.</param>
/// <param name="Mark">A place within it that is marked.</param>
/// <param name="Kind">Its class in the style sheet.</param>
internal sealed record ChartBand(string Title, double From, double To, double Mark, string Kind = "band");
