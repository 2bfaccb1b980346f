using System.Text;
using EvalKit.Core.Errors;
using EvalKit.Core.Metrics;
using EvalKit.Core.Reports;

namespace EvalKit.Reporting.Tests;

public sealed class MeasuredJsonTests
{
    [Fact]
    public async Task What_was_written_reads_back()
    {
        var measured = SampleReport.CreateMeasured().Measured!;

        var read = Read(await Write(measured));

        Assert.Equal(measured.At, read.At);
        Assert.Equal(measured.Machine, read.Machine);
        Assert.Equal("evalkit run eval-configs/fashion.yaml --limit 2000", read.Command);
        Assert.Equal(measured.Stages, read.Stages);
        Assert.Equal(measured.Models.Keys, read.Models.Keys);
        Assert.All(measured.Models, pair => Assert.Equal(pair.Value, read.Models[pair.Key]));
    }

    [Fact]
    public async Task A_missing_figure_keeps_its_reason()
    {
        var figures = new Dictionary<string, Estimate> { [Measurements.LatencyP50] = Estimate.Missing("The model failed.") };
        var measured = new Measurements(default, "m", [], new Dictionary<string, IReadOnlyDictionary<string, Estimate>> { ["a"] = figures });

        var read = Read(await Write(measured));

        Assert.Null(read.Command);
        Assert.False(read.Of("a", Measurements.LatencyP50)!.IsDefined);
        Assert.Equal("The model failed.", read.Of("a", Measurements.LatencyP50)!.Note);
        Assert.Null(read.Of("a", Measurements.Throughput));
        Assert.Null(read.Of("b", Measurements.LatencyP50));
    }

    [Theory]
    [InlineData("{\"schema\": 2}", "runs/a/measured.json: schema 2 was found, this version of EvalKit reads 1.")]
    [InlineData("{\"schema\": 1}", "runs/a/measured.json: this is no measured.json")]
    [InlineData("{\"schema\": 1, \"at\": \"noon\"}", "runs/a/measured.json: this is no measured.json")]
    [InlineData("{\"schema\": ", "runs/a/measured.json: this is no measured.json")]
    [InlineData("[]", "runs/a/measured.json: this is no measured.json")]
    public void Another_document_is_refused(string text, string message) =>
        Assert.StartsWith(message, Assert.Throws<UserException>(() => Read(text)).Message, StringComparison.Ordinal);

    private static async Task<string> Write(Measurements measured)
    {
        using var stream = new MemoryStream();
        await MeasuredJson.WriteAsync(measured, stream, CancellationToken.None);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static Measurements Read(string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return MeasuredJson.Read(stream, "runs/a/measured.json");
    }
}
