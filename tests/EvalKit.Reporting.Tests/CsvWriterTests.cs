namespace EvalKit.Reporting.Tests;

public sealed class CsvWriterTests
{
    [Fact]
    public async Task It_has_a_row_for_each_model_and_metric()
    {
        var report = SampleReport.Create();

        var lines = (await Written.ByAsync(new CsvWriter(), report)).TrimEnd('\n').Split('\n');

        Assert.Equal("model,family,path,sha256,metric,value,low,high,n,unit,note", lines[0]);
        Assert.Equal(report.Models.Sum(model => model.Metrics.Count), lines.Length - 1);
        Assert.Contains($"cnn-2-s0,cnn,../models/fashion/cnn-2-s0.onnx,{new string('0', 64)},cost/parameters,1154,1154,1154,1,parameters,", lines);
        Assert.Contains(lines, line => line.StartsWith("\"cnn-16 <noise & \"\"blur\"\">\",cnn,", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.EndsWith("interpretability/relevance-gain,,,,0,fraction,rise failed: the runtime ended (signal 11).", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Measured_figures_follow_those_of_their_model()
    {
        var report = SampleReport.CreateMeasured(1);

        var lines = (await Written.ByAsync(new CsvWriter(), report)).TrimEnd('\n').Split('\n');

        Assert.Equal(report.Models[0].Metrics.Count + 4, lines.Length - 1);
        Assert.Contains(",cost/throughput,", lines[^1], StringComparison.Ordinal);
        Assert.EndsWith(",samples/s,", lines[^1], StringComparison.Ordinal);
    }
}
