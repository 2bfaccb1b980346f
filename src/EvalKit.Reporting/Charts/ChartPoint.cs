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
    /// <summary>The lower end of what is drawn: the interval's, or the value.</summary>
    public double Low => Quality.Low ?? Quality.Value;

    /// <summary>The upper end of what is drawn.</summary>
    public double High => Quality.High ?? Quality.Value;
}
