using System.Text.Json;
using EvalKit.Onnx.Tests.Fixtures;

namespace EvalKit.Cli.Tests.Runs;

/// <summary>Numbers that would lie, from the model to all that a reader sees: found each time, shown everywhere, and never the ground of a verdict.</summary>
public sealed class LyingNumbersTests : IDisposable
{
    private readonly RunFolder _folder = new();
    private readonly TemporaryFolder _models = new();

    public void Dispose()
    {
        _folder.Dispose();
        _models.Dispose();
    }

    [Fact]
    public async Task Each_is_found_shown_everywhere_and_fails_its_gate()
    {
        LyingModels.NanOnDark().Save(_models, "nan.onnx");
        LyingModels.AllEqual().Save(_models, "equal.onnx");
        LyingModels.Constant().Save(_models, "constant.onnx");
        LyingModels.Drawn().Save(_models, "drawn.onnx");
        LyingModels.Batched().Save(_models, "batched.onnx");
        File.Copy(Path.Combine(Evalkit.Root, "models/fashion/linear.onnx"), _models.File("good.onnx"));
        var config = _folder.Config(["linear"], "input: { scale: 0.00392156862745098 }\ngates: [{ metric: performance/accuracy, min: 0.01 }]");
        string[] arguments = ["run", config, "--models", _models.File("*.onnx"), "--set", "robustness.samples=20", "interpretability.samples=2", "--limit", "200"];
        var result = await Evalkit.RunAsync(_folder.Path, [.. arguments, "--out", "run"]);
        Assert.Equal((ExitCodes.GateFailed, ""), (result.Code, string.Join('\n', result.Error.Split('\n').Where(line => line.Contains("failed", StringComparison.Ordinal)))));

        using var report = JsonDocument.Parse(await File.ReadAllBytesAsync(_folder.At("run/report.json")));
        var findings = report.RootElement.GetProperty("findings").EnumerateArray()
            .Select(finding => (Level: finding.GetProperty("level").GetString(), Model: finding.GetProperty("model").GetString(), Message: finding.GetProperty("message").GetString()!)).ToList();
        (string Model, string Part)[] expected =
        [
            ("nan", "of 200 clean samples gave NaN or infinite scores"),
            ("equal", "200 of 200 clean samples gave every class the same score"),
            ("constant", "It predicts class 3 for every one of 200 clean samples"),
            ("drawn", "Two identical calls gave different scores"),
            ("batched", "depend on the other samples of its batch"),
        ];
        string[] pages = [result.Output.ReplaceLineEndings(" "), await File.ReadAllTextAsync(_folder.At("run/report.md")), await File.ReadAllTextAsync(_folder.At("run/report.html"))];
        foreach (var (model, part) in expected)
        {
            Assert.True(
                findings.Exists(finding => finding.Level == "error" && finding.Model == model && finding.Message.Contains(part, StringComparison.Ordinal)),
                $"{model} in: {string.Join('\n', findings)}");
            Assert.All(pages, page => Assert.Contains(string.Join(' ', part.Split(' ')[^3..]), System.Text.RegularExpressions.Regex.Replace(page, " +", " "), StringComparison.Ordinal));
        }

        Assert.DoesNotContain(findings, finding => finding.Model == "good");
        Assert.Contains(findings, finding => finding.Message == "3 of 6 models are kept out of ranking, comparison, claims and gates: batched, drawn, constant.");
        var gates = report.RootElement.GetProperty("gates").EnumerateArray().ToDictionary(gate => gate.GetProperty("model").GetString()!, gate => gate.GetProperty("outcome").GetString());
        Assert.All(expected, one => Assert.Equal("fail", gates[one.Model]));
        Assert.Equal("pass", gates["good"]);

        await Evalkit.RunAsync(_folder.Path, [.. arguments, "--out", "again"]);
        Assert.Equal(await File.ReadAllTextAsync(_folder.At("run/plan.json")), await File.ReadAllTextAsync(_folder.At("again/plan.json")));
    }
}
