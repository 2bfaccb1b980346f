using EvalKit.Core.Metrics;
using EvalKit.Core.Reports;

namespace EvalKit.Reporting.Charts;

/// <summary>A model in a chart of size against quality.</summary>
/// <param name="Model">Its position in the report, which ties it to the same model elsewhere on the page.</param>
/// <param name="Name">Its name.</param>
/// <param name="Size">Its size, above 0.</param>
/// <param name="Quality">The figure; defined.</param>
/// <param name="Standing">Where it stands on the axis.</param>
internal sealed record ChartPoint(int Model, string Name, double Size, Estimate Quality, Standing Standing)
{
    /// <summary>The lower end of what is drawn: the interval's, or the value.</summary>
    public double Low => Quality.Low ?? Quality.Value;

    /// <summary>The upper end of what is drawn.</summary>
    public double High => Quality.High ?? Quality.Value;
}
