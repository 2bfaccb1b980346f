using EvalKit.Reporting.Figures;

namespace EvalKit.Reporting.Charts;

/// <summary>What stands along an axis of a chart.</summary>
/// <param name="Title">Its name.</param>
/// <param name="Format">How its figures are written.</param>
internal sealed record ChartAxis(string Title, FigureFormat Format)
{
    /// <summary>The axis of a column's figures.</summary>
    /// <param name="column">The column.</param>
    public static ChartAxis Of(FigureColumn column) => new(column.Info?.Title ?? column.Heading, column.Format);

    /// <summary>The name with the unit.</summary>
    public string TitleWithUnit => Format.Unit.Length > 0 ? $"{Title}, {Format.Unit}" : Title;
}
