using System.Globalization;
using EvalKit.Core.Attributions;
using EvalKit.Core.Configuration;
using EvalKit.Core.Data;
using EvalKit.Core.Planning;
using EvalKit.Data.Readers;
using EvalKit.Methods.Attributions;
using EvalKit.Onnx.Inference;
using EvalKit.Onnx.Tests.Fixtures;

namespace EvalKit.Benchmarks;

/// <summary>Masks per second of RISE beside ONNX Runtime alone on as many pictures in the same batches, on one thread.</summary>
internal static class RiseSpeed
{
    public static void Run()
    {
        Console.WriteLine("one thread; pictures a second; ratio of wall time: median [quartiles], and processor time");
        using var fashion = new IdxData("t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz").Open(Repository.Path("eval-configs/data/fashion"));
        foreach (var name in (string[])["cnn-12-s0", "cnn-28-s0"])
        {
            Report(name, Repository.Path($"models/fashion/{name}.onnx"), fashion, masks: 500, rounds: 21);
            Report(name, Repository.Path($"models/fashion/{name}.onnx"), fashion, masks: 4000, rounds: 21);
        }

        using var folder = new TemporaryFolder();
        GeneratedPictures.WriteIdx(folder, 8, RandomNetwork.Side);
        using var pictures = new IdxData("images.idx", "labels.idx").Open(folder.Path);
        Report("MobileNet 0.5", RandomNetwork.Write(folder, 1), pictures, masks: 500, rounds: 5);
        Report("MobileNet 0.5", RandomNetwork.Write(folder, 1), pictures, masks: 4000, rounds: 3);
    }

    private static void Report(string title, string path, IDataset data, int masks, int rounds)
    {
        using var model = OnnxModel.Open(path, new InputConfig(), new OutputConfig(), data.StoredShape(0));
        var shape = model.Signature.Input;
        var batch = BatchSize.For(shape);

        // One batch of tensors, run as often as RISE calls the model, and a last one for the rest.
        using var whole = new BareLoop([model], data, batch, threads: 1);
        using var rest = new BareLoop([model], data, Math.Max(1, masks % batch), threads: 1);
        var (picture, attribution, error) = (new float[shape.Length], new float[shape.Pixels], new float[shape.Pixels]);
        data.Read(0, model.View, picture);
        var function = new ClassScore(model, 0, ExplainedOutput.Probability, batch);
        var rise = new Rise(masks);
        var times = PairedTimes.Measure(
            rounds,
            () =>
            {
                for (var i = 0; i < masks / batch; i++) whole.Run();
                if (masks % batch > 0) rest.Run();
            },
            () => rise.Attribute(new AttributionRequest(function, picture, 1), attribution, error, CancellationToken.None));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{title,-15} {masks,5} masks at {shape,-10} bare {masks / times.First,9:F0}   rise {masks / times.Second,9:F0}   ratio {times.Ratio,6:F3} [{times.Lower:F3}, {times.Upper:F3}]   processor {times.ProcessorRatio,6:F3}"));
    }
}
