using System.Globalization;
using EvalKit.Core.Data;
using EvalKit.Data.Readers;
using EvalKit.Onnx.Tests.Fixtures;

namespace EvalKit.Benchmarks;

/// <summary>
/// The wall time of the inference stage of <c>run</c> (read, perturb, predict, make rows, write units) divided by that of
/// ONNX Runtime alone on the same batches with the same threads.
/// </summary>
internal static class RunOverhead
{
    private static readonly int Threads = Environment.ProcessorCount;

    public static void Run()
    {
        Console.WriteLine($"{Threads} threads; microseconds a picture and model; ratios are wall time: median [quartiles], and processor time");
        using (var fashion = new IdxData("t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz").Open(Repository.Path("eval-configs/data/fashion")))
        {
            foreach (string[] names in (string[][])[["cnn-12-s0"], ["cnn-28-s0"], ["cnn-5-s0", "cnn-12-s0", "cnn-28-s0", "cnn-48-s0"]])
                Print(string.Join(", ", names), [.. names.Select(name => Repository.Path($"models/fashion/{name}.onnx"))], fashion, fashion.Count, perturbed: 1000, rounds: 11);
        }

        const int Pictures = 32;
        using var folder = new TemporaryFolder();
        GeneratedPictures.WriteIdx(folder, Pictures, RandomNetwork.Side);
        GeneratedPictures.WriteJpeg(folder, Pictures, RandomNetwork.Side);
        using var raw = new IdxData("images.idx", "labels.idx").Open(folder.Path);
        using var jpeg = new ImageFolder("jpeg").Open(folder.Path);
        string[] networks = [.. Enumerable.Range(1, 4).Select(seed => RandomNetwork.Write(folder, (ulong)seed))];
        Print("MobileNet 0.5", networks[..1], raw, Pictures, Pictures, rounds: 9);
        Print("MobileNet 0.5, JPEG files", networks[..1], jpeg, Pictures, perturbed: 0, rounds: 9);
        Print("MobileNet 0.5, 4 models", networks, raw, Pictures, Pictures, rounds: 3);
        Print("MobileNet 0.5, graph of batch 1", [RandomNetwork.Write(folder, 1, batch: 1)], raw, Pictures, perturbed: 0, rounds: 9);
    }

    private static void Print(string title, string[] models, IDataset data, int samples, int perturbed, int rounds)
    {
        using var stage = new RunStage(models, data, samples, Math.Max(1, perturbed), Threads);
        Console.WriteLine();
        Console.WriteLine($"{title}; {samples} clean pictures, {perturbed} at each of {RunStage.Severities} severities");
        Report("clean", samples, 1);
        if (perturbed == 0) return;
        foreach (var kind in stage.Perturbations) Report(kind, perturbed, RunStage.Severities);

        void Report(string kind, int count, int repeats)
        {
            using var bare = new BareLoop(stage.Models, data, count, Threads);
            var times = PairedTimes.Measure(
                rounds,
                () =>
                {
                    for (var i = 0; i < repeats; i++) bare.Run();
                },
                () => stage.Run(kind));
            var scale = 1e6 / (count * repeats * models.Length);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{kind,-15} bare {times.First * scale,9:F2}   run {times.Second * scale,9:F2}   ratio {times.Ratio,6:F3} [{times.Lower:F3}, {times.Upper:F3}]   processor {times.ProcessorRatio,6:F3}"));
        }
    }
}
