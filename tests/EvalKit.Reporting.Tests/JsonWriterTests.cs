using System.Text.Json;
using EvalKit.Core.Metrics;
using EvalKit.Core.Reports;
using NJsonSchema;

namespace EvalKit.Reporting.Tests;

public sealed class JsonWriterTests
{
    [Fact]
    public async Task The_document_is_the_golden_one() =>
        Written.EqualsGolden("report.json", await Written.ByAsync(new JsonWriter(), SampleReport.Create(3)));

    [Fact]
    public async Task Measured_figures_do_not_change_it() => Assert.Equal(
        await Written.ByAsync(new JsonWriter(), SampleReport.Create()),
        await Written.ByAsync(new JsonWriter(), SampleReport.CreateMeasured()));

    [Fact]
    public async Task Measured_figures_are_merged_on_request()
    {
        var report = SampleReport.CreateMeasured();

        using var document = JsonDocument.Parse(await Written.ByAsync(new JsonWriter(Measured: true), report));

        var latency = Metric(document.RootElement.GetProperty("models")[0], Measurements.LatencyP50);
        Assert.Equal(report.Measured!.Of(report.Models[0].Name, Measurements.LatencyP50)!.Value, latency.GetProperty("value").GetDouble());
        Assert.Equal("ms", latency.GetProperty("unit").GetString());
        Assert.Equal("Example CPU, 2 cores, 24 GiB", document.RootElement.GetProperty("measured").GetProperty("machine").GetString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_document_keeps_its_schema(bool measured)
    {
        var schema = await JsonSchema.FromFileAsync(Path.Combine(AppContext.BaseDirectory, "docs", "report.schema.json"));
        var text = await Written.ByAsync(new JsonWriter(measured), SampleReport.CreateMeasured());

        Assert.Empty(schema.Validate(text));
        // The schema does catch a document that is wrong.
        Assert.NotEmpty(schema.Validate(text.Replace("\"outcome\": \"fail\"", "\"outcome\": \"failed\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Every_double_reads_back_as_itself()
    {
        var report = SampleReport.Create(1);
        var figure = new Estimate(0.1 + 0.2, 5e-324, 1.7976931348623157e308, long.MaxValue);
        report = With(report, figure);

        using var document = JsonDocument.Parse(await Written.ByAsync(new JsonWriter(), report));

        var metric = Metric(document.RootElement.GetProperty("models")[0], "performance/accuracy");
        Assert.Equal(figure.Value, metric.GetProperty("value").GetDouble());
        Assert.Equal(figure.Low, metric.GetProperty("low").GetDouble());
        Assert.Equal(figure.High, metric.GetProperty("high").GetDouble());
        Assert.Equal(figure.N, metric.GetProperty("n").GetInt64());
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public async Task What_is_not_finite_is_null_with_a_note(double value)
    {
        using var document = JsonDocument.Parse(await Written.ByAsync(new JsonWriter(), With(SampleReport.Create(1), new(value, null, null, 0))));

        var metric = Metric(document.RootElement.GetProperty("models")[0], "performance/accuracy");
        Assert.Equal(JsonValueKind.Null, metric.GetProperty("value").ValueKind);
        Assert.Equal("not finite", metric.GetProperty("note").GetString());
    }

    private static Report With(Report report, Estimate accuracy) => report with
    {
        Models =
        [
            report.Models[0] with
            {
                Metrics = new Dictionary<string, Estimate>(report.Models[0].Metrics) { ["performance/accuracy"] = accuracy },
            },
        ],
    };

    private static JsonElement Metric(JsonElement model, string id) =>
        model.GetProperty("metrics").EnumerateArray().Single(metric => metric.GetProperty("id").GetString() == id);
}
