using System.Text.Json;
using EvalKit.Onnx.Tests.Fixtures;

namespace EvalKit.Cli.Tests.Runs;

/// <summary>One good model and five bad ones, run together, and the good one alone.</summary>
internal sealed class Neighbourhood : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>Writes the models and the configuration.</summary>
    /// <param name="bad">How the bad models misbehave.</param>
    /// <param name="limits">The limits, in YAML.</param>
    /// <param name="perturbations">The perturbations, in YAML.</param>
    public Neighbourhood(BadNeighbours bad, string limits, string perturbations)
    {
        var root = Evalkit.Root.Replace('\\', '/');
        var data = $"{root}/eval-configs/data/fashion/t10k";
        File.Copy($"{root}/models/fashion/linear.onnx", _folder.File("good.onnx"));
        File.WriteAllBytes(_folder.File("truncated.onnx"), File.ReadAllBytes($"{root}/models/fashion/cnn-5-s0.onnx")[..20_000]);
        bad.Crashing().Save(_folder, "crashing.onnx");
        bad.Hanging().Save(_folder, "hanging.onnx");
        bad.Growing().Save(_folder, "growing.onnx");
        bad.Nan().Save(_folder, "nan.onnx");
        File.WriteAllText(_folder.File("eval.yaml"), $"""
            name: neighbours
            task: image-classification
            models: [{"{"} path: "*.onnx" {"}"}]
            data: {"{"} kind: idx, images: {data}-images-idx3-ubyte.gz, labels: {data}-labels-idx1-ubyte.gz, limit: 128 {"}"}
            input: {"{"} scale: 0.00392156862745098 {"}"}
            robustness: {"{"} perturbations: {perturbations} {"}"}
            cost: {"{"} latency: false {"}"}
            gates:
              - {"{"} metric: performance/accuracy, min: 0.5 {"}"}
              - {"{"} metric: robustness/mean-corrupted-accuracy, min: 0.02 {"}"}
            limits: {limits}
            """);
    }

    /// <summary>The names of the models that misbehave.</summary>
    public static IReadOnlyList<string> Bad { get; } = ["crashing", "growing", "hanging", "nan", "truncated"];

    /// <summary>Runs all models, or some.</summary>
    /// <param name="run">The name of the run's folder.</param>
    /// <param name="models">Their pattern.</param>
    public Task<Evalkit.Result> RunAsync(string run, string models = "*.onnx") =>
        Evalkit.RunAsync(_folder.Path, ["run", "eval.yaml", "--models", models, "--out", run]);

    /// <summary>The path of a file of a run.</summary>
    public string At(string path) => _folder.File(path);

    /// <summary>The report of a run.</summary>
    public JsonElement Report(string run)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(At($"{run}/report.json")));
        return document.RootElement.Clone();
    }

    /// <summary>The unit files of a run by name.</summary>
    public IReadOnlyDictionary<string, byte[]> Units(string run) =>
        Directory.GetFiles(At($"{run}/units")).ToDictionary(file => Path.GetFileName(file), File.ReadAllBytes);

    /// <summary>The figures of a model in a report, as JSON.</summary>
    public static string Figures(JsonElement report, string model) =>
        report.GetProperty("models").EnumerateArray().Single(one => one.GetProperty("name").GetString() == model).GetProperty("metrics").GetRawText();

    public void Dispose() => _folder.Dispose();
}
