namespace EvalKit.Cli.Tests.Runs;

/// <summary>
/// What a pipeline does: a reference is saved once and committed; each change runs the model and is judged against it. The model
/// under test is whatever lies at <c>model.onnx</c>.
/// </summary>
public sealed class GateTests : IDisposable
{
    private readonly RunFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_worse_model_fails_an_equal_one_passes_and_few_samples_do_not_tell()
    {
        await RunAsync("cnn-28-s0", samples: 2000);
        var saved = await EvalkitAsync("gate", "run", "--save-reference", "reference.json");
        Assert.Equal(ExitCodes.Done, saved.Code);
        Assert.StartsWith("reference.json: 1 models, performance/accuracy, ", saved.Output, StringComparison.Ordinal);
        Assert.InRange(new FileInfo(_folder.At("reference.json")).Length, 1, 4000);

        var worse = await RunAsync("cnn-2-s0", samples: 2000, "--reference", "reference.json");
        Assert.Equal(ExitCodes.GateFailed, worse.Code);
        Says(await EvalkitAsync("gate", "run"), ExitCodes.GateFailed, "fail ", "not-worse-than reference margin 0.01", "breaks it");

        var equal = await RunAsync("cnn-28-fp16", samples: 2000, "--reference", "reference.json");
        Assert.Equal(ExitCodes.Done, equal.Code);
        Says(await EvalkitAsync("gate", "run"), ExitCodes.Done, "pass ", "keeps it (95 % one-sided, n = 2,000)", "1 pass");

        var few = await RunAsync("cnn-18-s1", samples: 50, "--reference", "reference.json");
        Assert.Equal(ExitCodes.GateInconclusive, few.Code);
        Says(await EvalkitAsync("gate", "run"), ExitCodes.GateInconclusive, "inconclusive ", "paired on the 50 samples that both have, of 50 and 2,000", "more samples would");

        // Another file of gates, and the run itself as the reference.
        await File.WriteAllTextAsync(_folder.At("gates.yaml"), "gates: [{ metric: performance/accuracy, not-worse-than: reference, margin: 0.001 }]");
        Says(await EvalkitAsync("gate", "run", "--gates", "gates.yaml", "--reference", "run"), ExitCodes.Done, "equal by identity");
    }

    /// <summary>
    /// A clear case takes a part of the samples; both run again from the store, the same to the byte, and the stopped run is judged
    /// as it was.
    /// </summary>
    [Fact]
    public async Task A_run_until_decided_stops_early_and_stays_decided()
    {
        await RunAsync("cnn-28-s0", samples: 2000);
        await EvalkitAsync("gate", "run", "--save-reference", "reference.json");
        var worse = await RunAsync("cnn-2-s0", samples: 2000, "--reference", "reference.json", "--until-decided");
        Assert.Equal(ExitCodes.GateFailed, worse.Code);
        Assert.Contains("The run stopped by itself after", worse.Output, StringComparison.Ordinal);
        var judged = await EvalkitAsync("gate", "run");
        Says(judged, ExitCodes.GateFailed, "breaks it");
        var n = int.Parse(judged.Output.Split("n = ")[1].Split(')')[0].Replace(",", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(n, 64, 1000);
        var units = _folder.Hashes("run");
        await RunAsync("cnn-2-s0", samples: 2000, "--reference", "reference.json", "--until-decided");
        Assert.Equal(units, _folder.Hashes("run"));

        Says(await EvalkitAsync("run", "eval.yaml", "--until-decided"), ExitCodes.Failed, "--until-decided needs gates to decide");
    }

    [Fact]
    public async Task Mistakes_are_said_with_their_place()
    {
        await RunAsync("linear", samples: 50, "--set", "gates=[]");
        Says(await EvalkitAsync("gate", "run"), ExitCodes.Failed, "the run has no gates", "--gates");
        await File.WriteAllTextAsync(_folder.At("gates.yaml"), "gates:\n  - { metric: performance/accuracy, not-worse-than: reference, margin: 0.001 }");
        Says(await EvalkitAsync("gate", "run", "--gates", "gates.yaml"), ExitCodes.Failed, "gates.yaml:2:5: the gate compares with a reference run, but none is given");
        Says(await EvalkitAsync("gate", "run", "--gates", "gates.yaml", "--reference", "none.json"), ExitCodes.Failed, "none.json: no reference run");
        await File.WriteAllTextAsync(_folder.At("gates.yaml"), "gates:\n  - { metric: performance/auroc, not-worse-than: linear, margin: 0.001 }");
        Says(await EvalkitAsync("gate", "run", "--gates", "gates.yaml"), ExitCodes.Failed, "is no mean of values of samples");
    }

    private async Task<Evalkit.Result> RunAsync(string model, int samples, params string[] options)
    {
        File.Copy(Path.Combine(Evalkit.Root, "models", "fashion", model + ".onnx"), _folder.At("model.onnx"), overwrite: true);
        var config = await File.ReadAllLinesAsync(_folder.At(_folder.Config(["linear"])));
        await File.WriteAllLinesAsync(_folder.At("eval.yaml"), config.Where(line => !line.StartsWith("robustness", StringComparison.Ordinal) && !line.StartsWith("interpretability", StringComparison.Ordinal)));
        var result = await EvalkitAsync([
            "run", "eval.yaml", "--out", "run", "--models", "model.onnx", "--limit", samples.ToString(System.Globalization.CultureInfo.InvariantCulture),
            .. options.Contains("--reference") ? ["--set", "gates=[{ metric: performance/accuracy, not-worse-than: reference, margin: 0.01 }]"] : Array.Empty<string>(), .. options]);
        Assert.True(result.Code != ExitCodes.Failed, result.Error);
        return result;
    }

    private Task<Evalkit.Result> EvalkitAsync(params string[] arguments) => Evalkit.RunAsync(_folder.Path, arguments);

    private static void Says(Evalkit.Result result, int code, params string[] parts)
    {
        Assert.True(result.Code == code, $"exit code {result.Code}: {result.Output}{result.Error}");
        Assert.All(parts, part => Assert.Contains(part, result.Output + result.Error, StringComparison.Ordinal));
    }
}
