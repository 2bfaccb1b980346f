using System.Text.Json;

namespace EvalKit.Cli.Tests.Runs;

public sealed class BadNeighbourTests
{
    private const string Limits = "{ time: 10 s, memory: 400 MB }";

    // On bright pictures none of the models misbehaves, so each loses its unit of clean pictures only.
    private const string Bright = "[{ kind: brightness, severities: [5] }]";

    /// <summary>
    /// A model that crashes the process, one that loops for ever, one that allocates without end, one that gives NaN and a truncated
    /// file cost a good one nothing.
    /// </summary>
    [Fact]
    public async Task Bad_models_cost_only_themselves_and_each_shows_its_cause()
    {
        using var models = new Neighbourhood(BadNeighbours.OnPictures, Limits, Bright);
        var alone = await models.RunAsync("alone", "good.onnx");
        Assert.True(alone.Code == ExitCodes.Done, alone.Error);
        var together = await models.RunAsync("together");
        Assert.True(together.Code == ExitCodes.Failed, together.Error);

        var units = models.Units("together");
        Assert.All(models.Units("alone"), unit => Assert.Equal(unit.Value, units[unit.Key]));
        var report = models.Report("together");
        Assert.Equal(Neighbourhood.Figures(models.Report("alone"), "good"), Neighbourhood.Figures(report, "good"));

        var failures = report.GetProperty("failures").EnumerateArray().ToDictionary(failure => failure.GetProperty("model").GetString()!);
        Assert.Equal(["crashing", "growing", "hanging", "truncated"], failures.Keys.Order(StringComparer.Ordinal));
        AssertFailure("crashing", "clean", "twice the process was ended by signal 8 (SIGFPE)");
        AssertFailure("growing", "clean", "twice the process took more than 400 MB of memory and was ended (limits.memory)");
        AssertFailure("hanging", "clean", "twice the process made no progress within 10 s and was ended (limits.time)");
        AssertFailure("truncated", "open", "truncated.onnx: the file does not read as ONNX (20000 bytes): it was cut short or damaged, or is something else");
        Assert.Contains(report.GetProperty("findings").EnumerateArray(), finding => finding.GetProperty("model").GetString() == "nan"
            && finding.GetProperty("message").GetString()!.Contains("128 of 128 clean samples gave NaN", StringComparison.Ordinal));

        // No mean hides the gap, and gates fail closed.
        foreach (var model in Neighbourhood.Bad.Except(["truncated"]))
        {
            var figures = JsonDocument.Parse(Neighbourhood.Figures(report, model)).RootElement.EnumerateArray().ToDictionary(figure => figure.GetProperty("id").GetString()!);
            Assert.Equal(JsonValueKind.Null, figures["performance/accuracy"].GetProperty("value").ValueKind);
            Assert.Equal(JsonValueKind.Null, figures["robustness/mean-corrupted-accuracy"].GetProperty("value").ValueKind);
            Assert.Equal(JsonValueKind.Number, figures["robustness/accuracy@brightness:5"].GetProperty("value").ValueKind);
        }

        var gates = report.GetProperty("gates").EnumerateArray().ToLookup(gate => gate.GetProperty("model").GetString(), gate => gate.GetProperty("outcome").GetString());
        Assert.Equal(["pass", "pass"], gates["good"]);
        Assert.All(Neighbourhood.Bad, model => Assert.Equal(["fail", "fail"], gates[model]));

        void AssertFailure(string model, string unit, string message)
        {
            Assert.Equal(unit, failures[model].GetProperty("unit").GetString());
            Assert.EndsWith(message, failures[model].GetProperty("message").GetString(), StringComparison.Ordinal);
            Assert.False(failures[model].GetProperty("retryable").GetBoolean());
            Assert.Contains(message, File.ReadAllText(models.At("together/report.md")), StringComparison.Ordinal);
            Assert.Contains(message, File.ReadAllText(models.At("together/report.html")), StringComparison.Ordinal);
            Assert.Contains(message, string.Join(' ', together.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_model_that_ends_the_worker_while_it_is_opened_is_left_out()
    {
        using var models = new Neighbourhood(BadNeighbours.Always, Limits, Bright);
        // It costs the limit of time twice; the way is that of the others.
        File.Delete(models.At("hanging.onnx"));

        var together = await models.RunAsync("together");

        Assert.True(together.Code == ExitCodes.Failed, together.Error);
        Assert.Equal(
            [
                "crashing: while it was opened, twice the process was ended by signal 8 (SIGFPE)",
                "growing: while it was opened, twice the process took more than 400 MB of memory and was ended (limits.memory)",
            ],
            models.Report("together").GetProperty("failures").EnumerateArray()
                .Where(failure => failure.GetProperty("model").GetString() != "truncated")
                .Select(failure => $"{failure.GetProperty("model")}: {failure.GetProperty("message").GetString()!.Split(".onnx: ")[1]}"));
        Assert.Equal(["good", "nan"], models.Report("together").GetProperty("models").EnumerateArray().Select(model => model.GetProperty("name").GetString()).Order(StringComparer.Ordinal));
        Assert.Equal(4, models.Units("together").Count);
    }
}
