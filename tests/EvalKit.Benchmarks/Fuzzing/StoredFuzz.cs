using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using EvalKit.Cli;
using EvalKit.Cli.Runs;
using EvalKit.Core.Planning;
using EvalKit.Core.Randomness;
using EvalKit.Core.Store;

namespace EvalKit.Benchmarks.Fuzzing;

/// <summary>A stored run of which one file is changed, read by the commands that read runs: each ends by itself, with a message where it cannot do its work.</summary>
internal sealed partial class StoredFuzz : IDisposable
{
    private const string Run = "run";
    private const string Reference = "saved.json";

    private static readonly string[][] Commands =
    [
        ["report", Run, "--format", "json", "--out", "report.out"],
        ["report", Run, "--format", "html", "--out", "report.out"],
        ["gate", Run, "--reference", Reference, "--format", "junit", "--out", "gates.out"],
        ["gate", Run, "--format", "junit", "--out", "gates.out", "--save-reference", "again.json"],
        ["compare", Run, "other", "--format", "json", "--out", "compare.out"],
        ["merge", Run, "--out", "merged"],
    ];

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("evalkit-fuzz-");
    private readonly List<string> _files = [];
    private readonly ulong _seed;

    private StoredFuzz(ulong seed) => _seed = seed;

    /// <summary>Makes the run, with a failed unit, a reference and all that may lie beside the units.</summary>
    /// <param name="repository">Its bundled models and data are used.</param>
    /// <param name="seed">Decides all changes.</param>
    public static async Task<StoredFuzz> CreateAsync(string repository, ulong seed)
    {
        var fuzz = new StoredFuzz(seed);
        var root = Path.GetFullPath(repository).Replace('\\', '/');
        var data = $"{root}/eval-configs/data/fashion/t10k";
        await File.WriteAllTextAsync(fuzz.At("eval.yaml"), $$"""
            name: small
            task: image-classification
            models: [{ path: {{root}}/models/fashion/linear.onnx }, { path: {{root}}/models/fashion/cnn-2-s0.onnx }]
            data: { kind: idx, images: {{data}}-images-idx3-ubyte.gz, labels: {{data}}-labels-idx1-ubyte.gz, limit: 60 }
            robustness: { samples: 30, perturbations: [{ kind: brightness, severities: [2, 5] }] }
            interpretability: { samples: 3, substrates: [mean], attributions: [{ kind: rise, masks: 10 }], metrics: [relevance-gain] }
            gates: [{ metric: performance/accuracy, not-worse-than: reference, margin: 0.05 }, { metric: performance/log-loss, not-worse-than: reference, margin: 0.5 }, { metric: robustness/mean-corrupted-accuracy, min: 0.1 }]
            """).ConfigureAwait(false);
        await fuzz.ProgramAsync("run", "eval.yaml", "--out", Run, "--set", "gates=[{ metric: performance/accuracy, min: 0.1 }, { metric: performance/log-loss, max: 9 }]").ConfigureAwait(false);
        await fuzz.ProgramAsync("gate", Run, "--save-reference", Reference).ConfigureAwait(false);
        await fuzz.ProgramAsync("run", "eval.yaml", "--out", Run, "--reference", Reference).ConfigureAwait(false);
        await fuzz.ProgramAsync("run", "eval.yaml", "--out", "other", "--set", "gates=[]", "--models", $"{root}/models/fashion/cnn-3-s0.onnx").ConfigureAwait(false);
        await fuzz.ProgramAsync("fourier", "eval.yaml", "--samples", "8", "--largest", "1", "--out", Run).ConfigureAwait(false);
        var plan = await PlanFile.ReadAsync(fuzz.At(Run), CancellationToken.None).ConfigureAwait(false);
        var store = new RunStore(fuzz.At(Run));
        var unit = plan.Units[^1];
        store.Remove(unit.Id);
        await store.WriteFailureAsync(new UnitFailure(unit.Id, unit.Model, unit.What, "the process was ended", Retryable: false), CancellationToken.None).ConfigureAwait(false);
        fuzz._files.AddRange(Directory.EnumerateFiles(fuzz.At(Run), "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(fuzz._root.FullName, file))
            .Where(file => !Path.GetFileName(file).StartsWith('.') && Path.GetExtension(file) is ".json" or ".parquet")
            .Append(Reference)
            .Order(StringComparer.Ordinal));
        return fuzz;
    }

    /// <summary>Runs cases from a number on.</summary>
    public async Task RunAsync(FuzzTally tally, int first, int count)
    {
        for (var index = first; index < first + count; index++)
        {
            var random = new RandomStream(RandomStream.KeyOf(_seed, "fuzz-stored", 0, index.ToString(CultureInfo.InvariantCulture)));
            var (file, command) = (Pick(ref random), Commands[random.NextInt(Commands.Length)]);
            var whole = await File.ReadAllBytesAsync(At(file)).ConfigureAwait(false);
            var content = Changed(file, whole, ref random);
            await File.WriteAllBytesAsync(At(file), content).ConfigureAwait(false);
            var start = Stopwatch.GetTimestamp();
            var (code, error) = await EndAsync(command).ConfigureAwait(false);
            var time = Stopwatch.GetElapsedTime(start);
            var sort = Path.GetDirectoryName(file) is Run or "" ? Path.GetFileName(file) : Path.GetFileName(Path.GetDirectoryName(file)!);
            tally.Count($"{(error.Length == 0 ? "read" : "refused")}: {sort}, {command[0]}");
            if (code == ExitCodes.Internal) tally.Blame(index, $"{sort}, {command[0]}: {Frame.Match(error).Value}\n{error}", content);
            // A gate is named by its place in the configuration, wherever it is kept.
            else if (error.Length > 0 && !error.Contains(Path.GetFileName(file), StringComparison.Ordinal) && !error.Contains("eval.yaml", StringComparison.Ordinal)) tally.Blame(index, $"{sort}, {command[0]}: a refusal does not name its file\n{error}", content);
            if (time > tally.Limit) tally.Blame(index, $"{sort}, {command[0]}: took too long", content);
            tally.Finish(index, time);
            await File.WriteAllBytesAsync(At(file), whole).ConfigureAwait(false);
        }
    }

    public void Dispose() => _root.Delete(recursive: true);

    private string At(string path) => Path.Combine(_root.FullName, path);

    // There are many units and one plan, of which more is read.
    private string Pick(ref RandomStream random)
    {
        var kinds = _files.GroupBy(file => Path.GetDirectoryName(file)!.Length > Run.Length ? Path.GetDirectoryName(file)! : file, StringComparer.Ordinal).ToArray();
        var files = kinds[random.NextInt(kinds.Length)].ToArray();
        return files[random.NextInt(files.Length)];
    }

    private static byte[] Changed(string file, byte[] whole, ref RandomStream random) => file.EndsWith(".json", StringComparison.Ordinal) && random.NextInt(3) > 0
        ? Encoding.UTF8.GetBytes(TextMutation.Apply(Encoding.UTF8.GetString(whole), Encoding.UTF8.GetString(whole), ref random))
        : ByteMutation.Apply(whole, whole, ref random);

    private async Task<(int Code, string Error)> EndAsync(string[] command)
    {
        if (Directory.Exists(At("merged"))) Directory.Delete(At("merged"), recursive: true);
        using var error = new StringWriter { NewLine = "\n" };
        var streams = new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = TextWriter.Null, Error = error };
        string[] words = [.. command.Select(word => word is Run or "other" or "merged" || word.Contains('.', StringComparison.Ordinal) ? At(word) : word)];
        var (output, messages) = (Console.Out, Console.Error);
        try
        {
            Console.SetOut(TextWriter.Null);
            Console.SetError(TextWriter.Null);
            return (await Invocation.RunAsync(() => CompositionRoot.CreateCommand(), words, streams, isTraced: true).ConfigureAwait(false), error.ToString());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(messages);
        }
    }

    private async Task ProgramAsync(params string[] arguments)
    {
        string[] program = [.. WorkerLauncher.Program(), .. arguments];
        using var process = Process.Start(new ProcessStartInfo(program[0], program[1..]) { WorkingDirectory = _root.FullName, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync().ConfigureAwait(false);
        await output.ConfigureAwait(false);
        await process.WaitForExitAsync().ConfigureAwait(false);
        if (process.ExitCode is not (ExitCodes.Done or ExitCodes.GateFailed or ExitCodes.GateInconclusive)) throw new InvalidOperationException(error);
    }

    [GeneratedRegex(@"at EvalKit\.[^(]*")]
    private static partial Regex Frame { get; }
}
