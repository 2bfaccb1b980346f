using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using EvalKit.Cli.Runs;
using EvalKit.Core.Comparison.Published;
using EvalKit.Core.Configuration;
using EvalKit.Core.Planning;
using EvalKit.Core.Plugins;
using EvalKit.Core.Randomness;
using EvalKit.Data.Readers;
using EvalKit.Onnx.Graphs;
using EvalKit.Onnx.Inference;

namespace EvalKit.Benchmarks.Fuzzing;

/// <summary>Changed configurations, those of the repository and of the guide's pages: read, their data opened, and planned, as a supervisor does before it starts a worker.</summary>
internal sealed partial class ConfigFuzz : IDisposable
{
    private const string Base = "name: a\ntask: image-classification\nmodels: [{ path: ../models/fashion/linear.onnx }]\ndata: { kind: idx, images: data/fashion/t10k-images-idx3-ubyte.gz, labels: data/fashion/t10k-labels-idx1-ubyte.gz }\n";

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("evalkit-fuzz-");
    private readonly PluginCatalog _catalog;
    private readonly ulong _seed;
    private readonly List<(string Name, string Text)> _seeds = [];
    private readonly Dictionary<string, ProbedModel> _models = new(StringComparer.Ordinal);

    /// <param name="repository">Its folders eval-configs, models and docs are used.</param>
    /// <param name="catalog">The methods.</param>
    /// <param name="seed">Decides all changes.</param>
    public ConfigFuzz(string repository, PluginCatalog catalog, ulong seed)
    {
        (_catalog, _seed) = (catalog, seed);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(repository, "eval-configs"), "*.yaml").Order(StringComparer.Ordinal)) _seeds.Add(("eval.yaml", File.ReadAllText(file)));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(repository, "eval-configs", "published"), "*.yaml").Order(StringComparer.Ordinal)) _seeds.Add(("mapping.yaml", File.ReadAllText(file)));
        foreach (var page in Directory.EnumerateFiles(Path.Combine(repository, "docs"), "*.md").Order(StringComparer.Ordinal))
        {
            foreach (var text in Snippet.Matches(File.ReadAllText(page)).Select(match => match.Groups[1].Value).Where(text => Section.IsMatch(text)))
                _seeds.Add(("eval.yaml", text.Contains("name:", StringComparison.Ordinal) ? text : Base + text));
        }

        var data = _root.CreateSubdirectory("eval-configs/data/fashion").FullName;
        File.WriteAllBytes(Path.Combine(data, "t10k-images-idx3-ubyte.gz"), DataSeeds.Gzip(DataSeeds.Idx([20, 28, 28])));
        File.WriteAllBytes(Path.Combine(data, "t10k-labels-idx1-ubyte.gz"), DataSeeds.Gzip(DataSeeds.Idx([20])));
        File.WriteAllText(Folder + "/table.csv", "model,params,accuracy\na,1M,80\nb,2M,81\nc,4M,84\n");
        var models = _root.CreateSubdirectory("models/fashion").FullName;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(repository, "models", "fashion"), "*.onnx").Order(StringComparer.Ordinal))
        {
            File.Copy(file, Path.Combine(models, Path.GetFileName(file)));
            _models[$"../models/fashion/{Path.GetFileName(file)}"] = Probed(file);
        }
    }

    private string Folder => Path.Combine(_root.FullName, "eval-configs");

    /// <summary>Runs cases from a number on.</summary>
    public void Run(FuzzTally tally, int first, int count)
    {
        for (var index = first; index < first + count; index++)
        {
            var (name, content) = Make(index);
            var path = Path.Combine(Folder, name);
            File.WriteAllBytes(path, content);
            var start = Stopwatch.GetTimestamp();
            try
            {
                tally.Count(name == "eval.yaml" ? $"planned: {Planned(path).Units.Count switch { 0 => "no units", < 1000 => "up to 1,000 units", _ => "more" }}" : $"mapped: {Mapped(path)} models");
            }
#pragma warning disable CA1031 // What is thrown here is the question.
            catch (Exception problem)
#pragma warning restore CA1031
            {
                tally.Count($"refused: {Judgement.Class(problem.Message, _root.FullName)}");
                if (Judgement.Fault(problem, _root.FullName, "metric", "gate") is { } fault) tally.Blame(index, fault, content);
            }

            var time = Stopwatch.GetElapsedTime(start);
            if (time > tally.Limit) tally.Blame(index, "took too long", content);
            tally.Finish(index, time);
        }
    }

    public void Dispose() => _root.Delete(recursive: true);

    private (string Name, byte[] Content) Make(int index)
    {
        var random = new RandomStream(RandomStream.KeyOf(_seed, "fuzz-configs", 0, index.ToString(CultureInfo.InvariantCulture)));
        var ((name, text), (_, other)) = (_seeds[random.NextInt(_seeds.Count)], _seeds[random.NextInt(_seeds.Count)]);
        return (name, random.NextInt(5) == 0
            ? ByteMutation.Apply(Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(other), ref random)
            : Encoding.UTF8.GetBytes(TextMutation.Apply(text, other, ref random)));
    }

    private Plan Planned(string path)
    {
        var config = ConfigReader.Read(path, [], _catalog);
        var entries = ModelFiles.Expand(config);
        using var data = config.Data.Source.Method.Open(config.Folder);
        if (config.Data.Slices is { } slices) SliceFile.Read(slices, config.Folder, data, data.Count);
        var models = entries.Where(entry => _models.ContainsKey(entry.Path)).Select(entry => new PlannedModel(entry, _models[entry.Path])).ToList();
        return Planner.Plan(config, models, [], data, Versions.Current);
    }

    private int Mapped(string path) => PublishedModels.Read(Path.Combine(Folder, "table.csv"), MappingReader.Read(path)).Models.Count;

    private static ProbedModel Probed(string path)
    {
        using var model = OnnxModel.Open(path, new InputConfig(), new OutputConfig());
        return new ProbedModel(OnnxInspector.Inspect(path), model.Signature, model.View, model.Input.Canonical, [], new Dictionary<string, string>());
    }

    [GeneratedRegex(@"```yaml\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Snippet { get; }

    [GeneratedRegex("^(robustness|interpretability|gates|data|input|cost|name|reference):", RegexOptions.Multiline)]
    private static partial Regex Section { get; }
}
