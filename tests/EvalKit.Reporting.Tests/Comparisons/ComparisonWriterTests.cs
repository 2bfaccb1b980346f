using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using EvalKit.Core.Comparison;
using EvalKit.Reporting.Comparisons;

namespace EvalKit.Reporting.Tests.Comparisons;

public sealed class ComparisonWriterTests
{
    [Fact]
    public async Task The_page_of_Markdown_is_the_golden_one() =>
        Written.EqualsGolden("comparison.md", await WrittenAsync(ComparisonMarkdown.WriteAsync));

    [Fact]
    public async Task The_document_has_every_figure()
    {
        using var document = JsonDocument.Parse(await WrittenAsync(ComparisonJson.WriteAsync));
        Assert.Equal(1, document.RootElement.GetProperty("schema").GetInt32());
        var comparison = document.RootElement.GetProperty("comparisons")[0];
        var expected = SampleComparison.Create();
        Assert.Equal(expected.Claims.Count, comparison.GetProperty("claims").GetArrayLength());
        var relation = comparison.GetProperty("relations")[1];
        Assert.Equal("robustness/shifted", relation.GetProperty("quality").GetString());
        Assert.Equal(expected.Relations[1].Correlation.Value, relation.GetProperty("correlation").GetProperty("value").GetDouble());
        Assert.Equal(expected.Relations[1].GivenAccuracy!.Value, relation.GetProperty("givenAccuracy").GetProperty("value").GetDouble());
        Assert.Equal(expected.Relations[1].Pairs.SmallerBetter, relation.GetProperty("pairs").GetProperty("smallerBetter").GetInt32());
        Assert.Equal(expected.Relations[1].Pairs.Winners[0].Model, relation.GetProperty("pairs").GetProperty("winners")[0].GetProperty("model").GetString());
        Assert.Equal("saturating", comparison.GetProperty("relations")[0].GetProperty("laws")[0].GetProperty("form").GetString());
    }

    [Fact]
    public async Task The_page_of_HTML_is_well_formed_and_has_every_claim()
    {
        var page = await PageAsync();
        Assert.All(SampleComparison.Create().Claims, claim => Assert.Contains(page.Descendants("th"), cell => cell.Value.Trim() == claim.Statement));
        Assert.DoesNotContain("http:", page.ToString(), StringComparison.Ordinal);
    }

    /// <summary>Each quality has a chart: a dot a model in its family's colour with its standard errors, the law, the plateau, the front.</summary>
    [Fact]
    public async Task Every_quality_has_a_chart_with_its_law_and_plateau()
    {
        var page = await PageAsync();

        var charts = page.Descendants("svg").Where(svg => svg.Attribute("class")?.Value == "chart").ToArray();
        Assert.Equal(["Accuracy against parameters, 12 models", "Shifted accuracy against parameters, 12 models"], charts.Select(chart => chart.Attribute("aria-label")!.Value));
        Assert.All(charts, chart =>
        {
            Assert.Equal(10, Of(chart, "point colour1").Count());
            Assert.Equal(2, Of(chart, "point").Count());
            Assert.Single(Of(chart, "law colour1"));
            Assert.Single(Of(chart, "front"));
            Assert.Single(Of(chart, "band colour1"));
        });
        // 1.96 standard errors of 0.004.
        var first = SampleComparison.Create().Relations[0].Points[0];
        Assert.Equal(first.Quality.Value + (1.959964 * 0.004), first.Quality.High!.Value, 6);
        Assert.StartsWith("plain-0 (plain): ", Of(charts[0], "point colour1").First().Element("title")!.Value, StringComparison.Ordinal);
        Assert.Contains("10.0 k parameters", Of(charts[0], "point colour1").First().Element("title")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_numbers_of_the_charts_stand_in_a_table_that_sorts()
    {
        var page = await PageAsync();

        var table = page.Descendants("table").Single(table => table.Attribute("class")?.Value == "models");
        Assert.Equal(["model", "family", "parameters", "Accuracy, %", "Shifted accuracy, %"], table.Element("thead")!.Descendants("th").Select(cell => cell.Value.Trim()));
        Assert.Equal(12, table.Element("tbody")!.Elements("tr").Count());
        var values = table.Element("tbody")!.Elements("tr").Select(row => double.Parse(row.Elements("td").ElementAt(1).Attribute("data-v")!.Value, CultureInfo.InvariantCulture)).ToArray();
        Assert.Equal(values.Order(), values);
    }

    private static IEnumerable<XElement> Of(XElement chart, string kind) => chart.Descendants("g").Where(mark => mark.Attribute("class")?.Value == kind);

    private static async Task<XElement> PageAsync()
    {
        var text = await WrittenAsync(ComparisonHtml.WriteAsync);
        return XElement.Parse(text[text.IndexOf("<html", StringComparison.Ordinal)..]);
    }

    private static async Task<string> WrittenAsync(Func<IReadOnlyList<SizeComparison>, Stream, CancellationToken, ValueTask> writer)
    {
        using var stream = new MemoryStream();
        await writer([SampleComparison.Create()], stream, CancellationToken.None);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
