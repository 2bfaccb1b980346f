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
        var text = await WrittenAsync(ComparisonHtml.WriteAsync);
        var page = XElement.Parse(text[text.IndexOf("<html", StringComparison.Ordinal)..]);
        Assert.All(SampleComparison.Create().Claims, claim => Assert.Contains(page.Descendants("th"), cell => cell.Value.Trim() == claim.Statement));
        Assert.DoesNotContain("http:", text, StringComparison.Ordinal);
    }

    private static async Task<string> WrittenAsync(Func<IReadOnlyList<SizeComparison>, Stream, CancellationToken, ValueTask> writer)
    {
        using var stream = new MemoryStream();
        await writer([SampleComparison.Create()], stream, CancellationToken.None);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
