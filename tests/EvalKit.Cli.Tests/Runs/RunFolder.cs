using System.Security.Cryptography;

namespace EvalKit.Cli.Tests.Runs;

/// <summary>A folder with a small configuration on bundled models, which goes with the test.</summary>
internal sealed class RunFolder : IDisposable
{
    private const string Perturbed = "{ samples: 120, perturbations: [{ kind: gaussian-noise, severities: [1, 5] }, { kind: jpeg, severities: [3] }] }";
    private const string Explained = "{ samples: 6, substrates: [mean, noisy-imputation], attributions: [occlusion, { kind: rise, masks: 40 }], metrics: [relevance-gain] }";

    public string Path { get; } = Directory.CreateTempSubdirectory("evalkit-").FullName;

    public string At(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);

    /// <summary>Writes a configuration over bundled models.</summary>
    /// <param name="models">Their names, in the order written.</param>
    /// <param name="extra">Further lines.</param>
    public string Config(string[] models, string extra = "")
    {
        var repository = Evalkit.Root.Replace('\\', '/');
        var data = $"{repository}/eval-configs/data/fashion/t10k";
        File.WriteAllText(At("eval.yaml"), $"""
            name: small
            task: image-classification
            models:
            {string.Join('\n', models.Select(model => $"  - path: {repository}/models/fashion/{model}.onnx"))}
            data: {"{"} kind: idx, images: {data}-images-idx3-ubyte.gz, labels: {data}-labels-idx1-ubyte.gz, limit: 300 {"}"}
            robustness: {Perturbed}
            interpretability: {Explained}
            cost: {"{"} latency: false {"}"}
            {extra}
            """);
        return "eval.yaml";
    }

    /// <summary>The hash of every file of a run, by relative path; what was measured is left out.</summary>
    public SortedDictionary<string, string> Hashes(string run)
    {
        var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(At(run), "*", SearchOption.AllDirectories).Where(file => System.IO.Path.GetFileName(file) != "measured.json"))
            hashes.Add(System.IO.Path.GetRelativePath(At(run), file), Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))));
        return hashes;
    }

    /// <summary>Deletes a run.</summary>
    public void Forget(string run)
    {
        if (Directory.Exists(At(run))) Directory.Delete(At(run), recursive: true);
    }

    /// <summary>The number of finished units.</summary>
    public int Units(string run) => UnitFiles(run).Length;

    /// <summary>The files of finished units.</summary>
    public string[] UnitFiles(string run) => Directory.Exists(At($"{run}/units")) ? Directory.GetFiles(At($"{run}/units"), "*.parquet") : [];
}
