using System.Diagnostics;
using System.Globalization;
using EvalKit.Core.Randomness;
using EvalKit.Onnx.Graphs;
using EvalKit.Onnx.Graphs.Schema;
using Google.Protobuf;

namespace EvalKit.Benchmarks.Fuzzing;

/// <summary>
/// Changed models: this process reads each as a supervisor would, and a worker process does all else to those that it takes. The
/// worker may die of ONNX Runtime's own faults; then its end is recorded, as <c>run</c> does.
/// </summary>
/// <param name="seeds">The models that are changed, those of the repository first.</param>
/// <param name="bundled">How many are the repository's.</param>
/// <param name="seed">Decides all changes.</param>
internal sealed class ModelFuzz(IReadOnlyList<byte[]> seeds, int bundled, ulong seed)
{
    private const long WorkerBytes = 3L << 30;

    // The models of the repository are fewer, larger and nearer to what people have.
    private const int BundledEvery = 4;

    /// <summary>The models of the repository and of ONNX's backend tests, where Debian's libonnx-testdata is installed.</summary>
    public static ModelFuzz Of(string models, string backend, ulong seed)
    {
        var files = Directory.EnumerateFiles(models, "*.onnx", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        var bundled = files.Count;
        if (Directory.Exists(backend)) files.AddRange(Directory.EnumerateFiles(backend, "*.onnx", SearchOption.AllDirectories).Order(StringComparer.Ordinal));
        Console.WriteLine($"{bundled} bundled models, {(files.Count > bundled ? $"{files.Count - bundled} of ONNX's backend tests" : $"none of ONNX's backend tests (no folder {backend}; Debian's libonnx-testdata has them)")}");
        return new ModelFuzz([.. files.Select(File.ReadAllBytes)], bundled, seed);
    }

    /// <summary>Makes a case.</summary>
    public byte[] Make(int index)
    {
        var random = new RandomStream(RandomStream.KeyOf(seed, "fuzz-onnx", 0, index.ToString(CultureInfo.InvariantCulture)));
        var (source, other) = (seeds[random.NextInt(random.NextInt(BundledEvery) == 0 ? bundled : seeds.Count)], seeds[random.NextInt(seeds.Count)]);
        if (random.NextInt(4) == 0) return ByteMutation.Apply(source, other, ref random);
        var model = ModelProto.Parser.ParseFrom(source);
        ModelMutation.Apply(model, ModelProto.Parser.ParseFrom(other), ref random);
        return model.ToByteArray();
    }

    /// <summary>
    /// Runs cases whose tensors lie elsewhere in a worker under strace, the refused ones too, and checks that it opened nothing
    /// outside of the folder.
    /// </summary>
    /// <param name="tally">Records outcomes.</param>
    /// <param name="first">The first case.</param>
    /// <param name="count">How many.</param>
    public void RunTraced(FuzzTally tally, int first, int count)
    {
        using var folder = new HostileFolder();
        var trace = Path.GetTempFileName();
        var movable = seeds.Where(bytes => GraphWalk.Tensors(ModelProto.Parser.ParseFrom(bytes)).Any()).ToList();
        using (var worker = new TrialProcess(WorkerBytes, trace))
        {
            for (var index = first; index < first + count; index++)
            {
                var random = new RandomStream(RandomStream.KeyOf(seed, "fuzz-opened", 0, index.ToString(CultureInfo.InvariantCulture)));
                var model = ModelProto.Parser.ParseFrom(movable[random.NextInt(movable.Count)]);
                ModelMutation.MoveOut(model, ref random);
                var path = folder.At("model.onnx");
                File.WriteAllBytes(path, model.ToByteArray());
                var start = Stopwatch.GetTimestamp();
                var (reply, death) = worker.Try(path);
                tally.Count(death ?? $"inspect: {(reply!.Steps[0].Refusal is { } refusal ? Judgement.Class(refusal, path) : "done")}");
                tally.Finish(index, Stopwatch.GetElapsedTime(start));
            }
        }

        var outside = OpenedFiles.Outside(trace, folder.Path, out var opened);
        foreach (var path in outside) tally.Blame(first, $"opened {path}", []);
        Console.WriteLine($"{opened} files opened in the models' folder");
        File.Delete(trace);
    }

    /// <summary>Runs cases from a number on.</summary>
    /// <param name="tally">Records outcomes.</param>
    /// <param name="first">The first case.</param>
    /// <param name="count">How many.</param>
    /// <param name="lanes">Workers side by side.</param>
    public void Run(FuzzTally tally, int first, int count, int lanes)
    {
        var next = first - 1;
        var threads = Enumerable.Range(0, lanes).Select(_ => new Thread(() =>
        {
            using var folder = new HostileFolder();
            using var worker = new TrialProcess(WorkerBytes);
            for (int index; (index = Interlocked.Increment(ref next)) < first + count;) Case(tally, index, folder, worker);
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
    }

    /// <summary>Runs one case.</summary>
    public void Case(FuzzTally tally, int index, HostileFolder folder, TrialProcess worker)
    {
        var content = Make(index);
        var path = folder.At("model.onnx");
        File.WriteAllBytes(path, content);
        var start = Stopwatch.GetTimestamp();
        if (IsRead(tally, index, path, folder, content))
        {
            var (reply, death) = worker.Try(path);
            tally.Weigh(reply?.PeakBytes ?? 0, index);
            if (death is not null)
            {
                tally.Count($"worker {(death.Length > 100 ? death[..100] : death)}, recorded");
                tally.Keep(index, content);
            }

            foreach (var step in reply?.Steps ?? [])
            {
                tally.Count(step.Refusal is null ? $"{step.Name}: done" : $"{step.Name}: {Judgement.Class(step.Refusal, path)}");
                if (step.Fault is not null) tally.Blame(index, $"{step.Name}: {step.Fault}".Replace(path, "model.onnx", StringComparison.Ordinal), content);
            }
        }

        tally.Finish(index, Stopwatch.GetElapsedTime(start));
    }

    private static bool IsRead(FuzzTally tally, int index, string path, HostileFolder folder, byte[] content)
    {
        try
        {
            var start = Stopwatch.GetTimestamp();
            var file = ModelFile.Read(path);
            if (Stopwatch.GetElapsedTime(start) > tally.Limit) tally.Blame(index, "reading took too long", content);
            tally.Count("read");
            string[] allowed = [folder.At(HostileFolder.Places[0]), folder.At(HostileFolder.Places[1])];
            foreach (var external in file.ExternalFiles.Where(external => !allowed.Contains(Path.GetFullPath(external)))) tally.Blame(index, $"external data are taken from {external}", content);
            return true;
        }
#pragma warning disable CA1031 // What is thrown here is the question.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            tally.Count($"refused: {Judgement.Class(problem.Message, path)}");
            if (Judgement.Fault(problem, path) is { } fault) tally.Blame(index, fault.Replace(path, "model.onnx", StringComparison.Ordinal), content);
            return false;
        }
    }
}
