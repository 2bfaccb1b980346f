using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using NJsonSchema;

namespace EvalKit.Reporting.Tests;

/// <summary>The forms that pipelines read.</summary>
public sealed class PipelineWriterTests
{
    [Fact]
    public async Task JUnit_counts_an_open_gate_as_a_failure_and_a_failed_unit_as_an_error()
    {
        var document = XDocument.Parse(await Written.ByAsync(new JUnitWriter(), SampleGates.Create()));
        foreach (var file in Schemas("junit.xsd", "junit-10.xsd"))
        {
            var schemas = new XmlSchemaSet();
            using (var reader = XmlReader.Create(file)) schemas.Add(null, reader);
            document.Validate(schemas, (_, problem) => Assert.Fail($"{file}: {problem.Message}"));
        }

        Assert.Equal(("4", "2", "1"), Counts(document.Root!));
        Assert.Equal([("cnn-2-s0", "2", "1", "0"), ("mlp: <odd>, \"new\"", "1", "1", "0"), ("vit", "1", "0", "1")], document.Root!.Elements().Select(suite => (suite.Attribute("name")!.Value, Counts(suite).Tests, Counts(suite).Failures, Counts(suite).Errors)));
        Assert.Equal(["fail", "inconclusive"], document.Descendants("failure").Select(failure => failure.Attribute("type")!.Value));
        Assert.Equal("The runtime ended\uFFFD (signal 11): 100 % of it.", document.Descendants("error").Single().Value);
    }

    [Fact]
    public async Task Sarif_places_each_result_where_its_gate_is_written()
    {
        var text = await Written.ByAsync(new SarifWriter(), SampleGates.Create());
        foreach (var file in Schemas("sarif.json", "sarif-schema-2.1.0.json"))
        {
            var schema = await JsonSchema.FromFileAsync(file);
            Assert.Empty(schema.Validate(text));
        }

        using var document = JsonDocument.Parse(text);
        var run = document.RootElement.GetProperty("runs")[0];
        var results = run.GetProperty("results").EnumerateArray().ToArray();
        Assert.Equal(["none", "error", "warning"], results.Select(result => result.GetProperty("level").GetString()));
        Assert.Equal([0, 1, 2], results.Select(result => result.GetProperty("ruleIndex").GetInt32()));
        var place = results[1].GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.Equal("ci/gates%201.yaml", place.GetProperty("artifactLocation").GetProperty("uri").GetString());
        Assert.Equal((13, 5), (place.GetProperty("region").GetProperty("startLine").GetInt32(), place.GetProperty("region").GetProperty("startColumn").GetInt32()));
        Assert.False(run.GetProperty("invocations")[0].GetProperty("executionSuccessful").GetBoolean());
    }

    [Fact]
    public async Task GitHub_gets_an_annotation_a_gate_the_gravest_first() => Assert.Equal(
        """
        ::error file=ci/gates 1.yaml,line=13,col=5,title=Gate fail%3A cnn-2-s0::performance/accuracy not-worse-than reference margin 0.01: the upper bound -0.0210 breaks it (95 %25 one-sided, n = 10,000)
        ::warning file=ci/gates 1.yaml,line=14,col=5,title=Gate inconclusive%3A mlp%3A <odd>%2C "new"::performance/accuracy@class:3 min 0.7: the bounds 0.6900 and 0.7300 lie on both sides; about 1,200 more samples would pass it
        ::error title=vit%2C fog%3A3::The runtime ended%01 (signal 11): 100 %25 of it.
        ::notice title=EvalKit%3A fashion::1 gate fails, 1 is inconclusive, 1 passes

        """.Replace("%01", "\u0001", StringComparison.Ordinal),
        await Written.ByAsync(new GitHubWriter(), SampleGates.Create()));

    [Fact]
    public async Task The_comment_is_the_golden_one() =>
        Written.EqualsGolden("comment.md", await Written.ByAsync(new CommentWriter(), SampleGates.Create()));

    [Fact]
    public async Task The_badge_is_as_grave_as_the_gravest_gate()
    {
        var report = SampleGates.Create();
        Assert.Equal("""{"schemaVersion":1,"label":"fashion","message":"1 gate fails, 1 is inconclusive, 1 passes","color":"red"}""", Compact(await Written.ByAsync(new BadgeWriter(), report)));
        Assert.Contains("\"message\":\"1 gate is inconclusive, 1 passes\",\"color\":\"yellow\"", Compact(await Written.ByAsync(new BadgeWriter(), report with { Gates = [report.Gates[0], report.Gates[2]], Failures = [] })), StringComparison.Ordinal);
        Assert.Contains("\"message\":\"1 gate passes\",\"color\":\"brightgreen\"", Compact(await Written.ByAsync(new BadgeWriter(), report with { Gates = [report.Gates[0]], Failures = [] })), StringComparison.Ordinal);
        Assert.Contains("\"color\":\"lightgrey\"", Compact(await Written.ByAsync(new BadgeWriter(), report with { Gates = [], Failures = [] })), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_model_card_is_the_golden_one() =>
        Written.EqualsGolden("model-card.md", await Written.ByAsync(new ModelCardWriter(), SampleReport.Create(2)));

    // The schema in our own words, and the official one where a folder that holds it is named: it is not ours to carry.
    private static IEnumerable<string> Schemas(string own, string official)
    {
        yield return Path.Combine(AppContext.BaseDirectory, "Schemas", own);
        if (Environment.GetEnvironmentVariable("EVALKIT_OFFICIAL_SCHEMAS") is { Length: > 0 } folder) yield return Path.Combine(folder, official);
    }

    private static (string Tests, string Failures, string Errors) Counts(XElement suite) =>
        (suite.Attribute("tests")!.Value, suite.Attribute("failures")!.Value, suite.Attribute("errors")!.Value);

    private static string Compact(string json) => JsonSerializer.Serialize(JsonDocument.Parse(json).RootElement);
}
