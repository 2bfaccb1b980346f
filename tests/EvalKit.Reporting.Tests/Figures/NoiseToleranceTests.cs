using EvalKit.Core.Metrics;
using EvalKit.Core.Reports;
using EvalKit.Reporting.Figures;

namespace EvalKit.Reporting.Tests.Figures;

public sealed class NoiseToleranceTests
{
    private const string Id = "robustness/noise-tolerance@gaussian-noise";
    private const string Relative = "robustness/relative-noise-tolerance@gaussian-noise";

    [Fact]
    public void Has_a_table_of_its_own_in_its_unit()
    {
        var table = FigureTable.NoiseTolerance(WithTolerance())!;
        Assert.Equal(["gaussian noise, σ", "gaussian noise, half-way, σ"], table.Columns.Select(column => column.HeadingWithUnit));
        Assert.Equal("0.22 ±0.02", table.Columns[0].Text(0));
        Assert.Equal("n/a", table.Columns[1].Text(0));
        Assert.Null(FigureTable.NoiseTolerance(SampleReport.Create()));
    }

    [Fact]
    public async Task Is_no_heat_map_by_kind_and_its_levels_no_severities()
    {
        var report = WithTolerance();
        var grid = RobustnessGrid.Of(report)!;
        Assert.Equal([1, 2, 3, 4, 5], grid.Severities);
        Assert.DoesNotContain(grid.Others(report), other => other.Metric == "noise-tolerance");
        Assert.Contains("## Noise tolerance", await Written.ByAsync(new MarkdownWriter(), report), StringComparison.Ordinal);
        Assert.Contains("Noise tolerance: the level", await Written.ByAsync(new HtmlWriter(), report), StringComparison.Ordinal);
    }

    // The first kind of the sample report is gaussian-noise, so that the heat maps by kind would pick it up.
    private static Report WithTolerance()
    {
        var report = SampleReport.Create();
        var info = new MetricInfo("Noise tolerance", "σ", 0, double.PositiveInfinity, ScoreDirection.HigherIsBetter, "test");
        return report with
        {
            Models = [.. report.Models.Select(model => model with
            {
                Metrics = new SortedDictionary<string, Estimate>(model.Metrics.ToDictionary(), StringComparer.Ordinal)
                {
                    [Id] = new(0.215, 0.2, 0.23, 1000),
                    [Relative] = new(double.NaN, null, null, 1000, "above 1.28, the highest level tried"),
                    ["robustness/accuracy@gaussian-noise=0.08"] = new(0.8, 0.77, 0.83, 1000),
                },
            })],
            Metrics = new SortedDictionary<string, MetricInfo>(report.Metrics.ToDictionary(), StringComparer.Ordinal) { [Id] = info, [Relative] = info },
        };
    }
}
