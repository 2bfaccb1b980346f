using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using EvalKit.Cli.Tests.Runs;
using EvalKit.Onnx.Tests.Fixtures;

namespace EvalKit.Benchmarks.Survival;

/// <summary>
/// What memory a run takes over few and over many samples: three bundled models on clean and on perturbed pictures, all samples
/// under every condition; or the bundled main job. The data are the bundled pictures over and over, shifted each time, in a gzip
/// file.
/// </summary>
internal static class MemoryRun
{
    private const int Header = 16;
    private const int Side = 28;
    private const double Mebi = 1 << 20;

    public static async Task RunAsync(IReadOnlyList<int> samples, bool isMainJob)
    {
        Console.WriteLine("| samples | supervisor, MiB | worker, MiB | at a time, MiB | s |");
        Console.WriteLine("| ---: | ---: | ---: | ---: | ---: |");
        MemoryPeaks? first = null;
        foreach (var n in samples)
        {
            using var folder = new TemporaryFolder();
            Write(folder, n);
            var started = Stopwatch.GetTimestamp();
            string[] what = isMainJob
                ? [Repository.Path("eval-configs/fashion.yaml"), "--set", $"data.images={folder.File("images.gz")}", "--set", $"data.labels={folder.File("labels.gz")}"]
                : ["eval.yaml"];
            using var process = Evalkit.Start(folder.Path, ["run", .. what, "--out", "run", "--threads", "2"]);
            var peaks = new MemoryPeaks();
            var watch = Task.Run(() =>
            {
                while (peaks.Look(process.Id)) Thread.Sleep(5);
            });
            var result = await Evalkit.EndAsync(process);
            await watch;
            if (result.Code != 0) throw new InvalidOperationException(result.Error);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {n:N0} | {peaks.Supervisor / Mebi:F1}{Ratio(peaks, first, one => one.Supervisor)} | {peaks.Worker / Mebi:F1}{Ratio(peaks, first, one => one.Worker)} | {peaks.Together / Mebi:F1}{Ratio(peaks, first, one => one.Together)} | {Stopwatch.GetElapsedTime(started).TotalSeconds:F0} |"));
            first ??= peaks;
        }
    }

    private static string Ratio(MemoryPeaks peaks, MemoryPeaks? first, Func<MemoryPeaks, long> of) =>
        first is null ? "" : string.Create(CultureInfo.InvariantCulture, $" ({(double)of(peaks) / of(first):P1})");

    private static void Write(TemporaryFolder folder, int count)
    {
        var images = Bundled("images-idx3");
        var labels = Bundled("labels-idx1");
        var all = labels.Length - 8;
        using (var file = new GZipStream(File.Create(folder.File("images.gz")), CompressionLevel.Fastest))
        {
            BinaryPrimitives.WriteInt32BigEndian(images.AsSpan(4), count);
            file.Write(images, 0, Header);
            for (var i = 0; i < count; i++)
            {
                var picture = images.AsSpan(Header + (i % all * Side * Side), Side * Side);
                var shift = i / all % (Side * Side);
                file.Write(picture[shift..]);
                file.Write(picture[..shift]);
            }
        }

        using (var file = new GZipStream(File.Create(folder.File("labels.gz")), CompressionLevel.Fastest))
        {
            BinaryPrimitives.WriteInt32BigEndian(labels.AsSpan(4), count);
            file.Write(labels, 0, 8);
            for (var i = 0; i < count; i++) file.WriteByte(labels[8 + (i % all)]);
        }

        File.WriteAllText(folder.File("eval.yaml"), $"""
            name: memory
            task: image-classification
            models: [{string.Join(", ", new[] { "linear", "cnn-2-s0", "cnn-5-s0" }.Select(name => $"{"{"} path: {Repository.Path($"models/fashion/{name}.onnx")} {"}"}"))}]
            data: {"{"} kind: idx, images: images.gz, labels: labels.gz {"}"}
            robustness: {"{"} perturbations: [{"{"} kind: brightness, severities: [1, 3, 5] {"}"}, {"{"} kind: gaussian-noise, severities: [1, 3] {"}"}] {"}"}
            cost: {"{"} latency: false {"}"}
            """);
    }

    private static byte[] Bundled(string name)
    {
        using var file = new GZipStream(File.OpenRead(Repository.Path($"eval-configs/data/fashion/t10k-{name}-ubyte.gz")), CompressionMode.Decompress);
        using var unpacked = new MemoryStream();
        file.CopyTo(unpacked);
        return unpacked.ToArray();
    }
}
