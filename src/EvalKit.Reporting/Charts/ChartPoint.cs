using EvalKit.Core.Metrics;
using EvalKit.Core.Reports;

namespace EvalKit.Reporting.Charts;

/// <summary>A model in a chart of one figure against another.</summary>
/// <param name="Model">Its position in the report, which ties it to the same model elsewhere on the page.</param>
/// <param name="Name">Its name.</param>
/// <param name="Cost">The figure along the bottom; defined and above 0.</param>
/// <param name="Quality">The figure up the side; defined.</param>
/// <param name="Standing">Where it stands on the axis of the quality.</param>
internal sealed record ChartPoint(int Model, string Name, Estimate Cost, Estimate Quality, Standing Standing)
{
    /// <summary>Its family, for a reader who points at it; null where none is told.</summary>
    public string? Family { get; init; }

    /// <summary>The class of its colour in the style sheet; null for the usual one.</summary>
    public string? Colour { get; init; }

    /// <summary>Whether its name is written beside it where there is room.</summary>
    public bool IsNamed { get; init; } = true;

    /// <summary>The lower end of what is drawn: the interval's, or the value.</summary>
    public double Low => Quality.Low ?? Quality.Value;

    /// <summary>The upper end of what is drawn.</summary>
    public double High => Quality.High ?? Quality.Value;
}
