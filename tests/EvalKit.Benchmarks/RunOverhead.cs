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

    /// <summary>How much is run.</summary>
    /// <param name="Clean">The pictures of clean data.</param>
    /// <param name="Perturbed">The pictures at each severity of a perturbation; 0 leaves perturbations out.</param>
    /// <param name="Rounds">The rounds of measurement.</param>
    private sealed record Amount(int Clean, int Perturbed, int Rounds);

    /// <summary>Measures small networks on pictures of 28×28.</summary>
    /// <param name="kinds">The kinds of perturbation; all where there is none.</param>
    public static void RunSmall(string[] kinds)
    {
        using var fashion = new IdxData("t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz").Open(Repository.Path("eval-configs/data/fashion"));
        foreach (string[] names in (string[][])[["cnn-12-s0"], ["cnn-28-s0"], ["cnn-5-s0", "cnn-12-s0", "cnn-28-s0", "cnn-48-s0"]])
            Print(string.Join(", ", names), [.. names.Select(name => Repository.Path($"models/fashion/{name}.onnx"))], fashion, new Amount(fashion.Count, 1000, Rounds: 11), kinds);
    }

    /// <summary>Measures <see cref="RandomNetwork"/> on pictures of 224×224.</summary>
    /// <param name="kinds">The kinds of perturbation; all where there is none.</param>
    public static void RunLarge(string[] kinds)
    {
        const int Pictures = 128;
        const int Perturbed = 32;
        using var folder = new TemporaryFolder();
        GeneratedPictures.WriteIdx(folder, Pictures, RandomNetwork.Side);
        GeneratedPictures.WriteJpeg(folder, Pictures, RandomNetwork.Side);
        using var raw = new IdxData("images.idx", "labels.idx").Open(folder.Path);
        using var jpeg = new ImageFolder("jpeg").Open(folder.Path);
        string[] networks = [.. Enumerable.Range(1, 4).Select(seed => RandomNetwork.Write(folder, (ulong)seed))];
        Print("MobileNet 0.5, JPEG files", networks[..1], jpeg, new Amount(Pictures, 0, Rounds: 9), kinds);
        Print("MobileNet 0.5, graph of batch 1", [RandomNetwork.Write(folder, 1, batch: 1)], raw, new Amount(Pictures, 0, Rounds: 9), kinds);
        Print("MobileNet 0.5", networks[..1], raw, new Amount(Pictures, Perturbed, Rounds: 7), kinds);
        Print("MobileNet 0.5, 4 models", networks, raw, new Amount(Pictures, Perturbed, Rounds: 3), kinds);
    }

    private static void Print(string title, string[] models, IDataset data, Amount amount, string[] kinds)
    {
        using var stage = new RunStage(models, data, amount.Clean, Math.Max(1, amount.Perturbed), Threads);
        Console.WriteLine();
        Console.WriteLine($"{title}; {amount.Clean} clean pictures, {amount.Perturbed} at each of {RunStage.Severities} severities; {Threads} threads; microseconds a picture and model");
        Report("clean", amount.Clean, 1);
        if (amount.Perturbed == 0) return;
        foreach (var kind in kinds.Length == 0 ? stage.Perturbations : kinds) Report(kind, amount.Perturbed, RunStage.Severities);

        void Report(string kind, int count, int repeats)
        {
            using var bare = new BareLoop(stage.Models, data, count, Threads);
            var times = PairedTimes.Measure(
                amount.Rounds,
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
