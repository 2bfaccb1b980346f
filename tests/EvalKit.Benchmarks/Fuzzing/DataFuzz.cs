using System.Diagnostics;
using System.Globalization;
using EvalKit.Core.Comparison.Published;
using EvalKit.Core.Configuration;
using EvalKit.Core.Data;
using EvalKit.Core.Images;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Randomness;
using EvalKit.Data.Copies;
using EvalKit.Data.Decoding;
using EvalKit.Data.Readers;
using EvalKit.Data.Sound;
using EvalKit.Data.Tables;
using EvalKit.Onnx.Inference;

namespace EvalKit.Benchmarks.Fuzzing;

/// <summary>Changed data files, opened and read whole in this process.</summary>
/// <param name="model">An ONNX file beside which a preprocessor's configuration is read.</param>
/// <param name="seed">Decides all changes.</param>
internal sealed class DataFuzz(string model, ulong seed) : IDisposable
{
    private static readonly string[] Names = [.. DataSeeds.All.Keys];
    private static readonly ImageView View = new(new ImageShape(3, 5, 5), Stretch: true);

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("evalkit-fuzz-");

    /// <summary>Runs cases from a number on.</summary>
    public void Run(FuzzTally tally, int first, int count)
    {
        foreach (var (name, content) in DataSeeds.All) File.WriteAllBytes(At(name), content);
        foreach (var picture in new[] { "a/1.png", "b/2.png", "a/3.png" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(At(picture))!);
            File.WriteAllBytes(At(picture), DataSeeds.All["picture.png"]);
        }

        for (var index = first; index < first + count; index++)
        {
            var random = new RandomStream(RandomStream.KeyOf(seed, "fuzz-data", 0, index.ToString(CultureInfo.InvariantCulture)));
            var name = Names[random.NextInt(Names.Length)];
            var whole = DataSeeds.All[name];
            var content = ByteMutation.Apply(whole, DataSeeds.All[Names[random.NextInt(Names.Length)]], ref random);
            File.WriteAllBytes(At(name), content);
            var start = Stopwatch.GetTimestamp();
            try
            {
                Read(name);
                tally.Count($"read: {name}");
            }
#pragma warning disable CA1031 // What is thrown here is the question.
            catch (Exception problem)
#pragma warning restore CA1031
            {
                tally.Count($"refused: {name}: {Judgement.Class(problem.Message, _root.FullName)}");
                if (Judgement.Fault(problem, _root.FullName) is { } fault) tally.Blame(index, $"{name}: {fault}", content);
            }

            var time = Stopwatch.GetElapsedTime(start);
            if (time > tally.Limit) tally.Blame(index, $"{name}: took too long", content);
            tally.Finish(index, time);
            File.WriteAllBytes(At(name), whole);
        }
    }

    public void Dispose() => _root.Delete(recursive: true);

    private string At(string name) => Path.Combine(_root.FullName, name);

    private void Read(string name)
    {
        switch (name)
        {
            case "images.idx" or "labels.idx":
                ReadAll(new IdxData("images.idx", "labels.idx").Open(_root.FullName));
                break;
            case "images.gz" or "labels.gz":
                ReadAll(new IdxData("images.gz", "labels.gz", "images.gz").Open(_root.FullName));
                break;
            case "labels.csv" or "classes.txt":
                ReadAll(new ImageFolder(".", "labels.csv", "classes.txt").Open(_root.FullName));
                break;
            case "slices.csv":
                using (var data = new IdxData("images.idx", "labels.idx").Open(_root.FullName)) SliceFile.Read(new SlicesConfig("slices.csv", "light"), _root.FullName, data, data.Count);
                break;
            case "table.csv":
                var table = StoredTable.Load(At(name));
                table.Write(Stream.Null, Enumerable.Range(0, table.Rows).Select(table.Row));
                break;
            case "text.txt":
                StoredText.Load(At(name));
                break;
            case "sound.wav" or "float.wav":
                var sound = StoredSound.Load(At(name));
                sound.Write(Stream.Null, sound.Values);
                break;
            case "copy.npy":
                using (var data = new IdxData("images.idx", "labels.idx").Open(_root.FullName))
                {
                    ReadAll(new FolderCopy("copy.npy", PerturbationCategory.Noise).Open(_root.FullName, data, data.Count, 3));
                }

                break;
            case "preprocessor_config.json":
                OnnxModel.Resolve(Model(), new InputConfig());
                break;
            case "published.csv" or "published.json":
                PublishedModels.Read(At(name), null);
                break;
            default:
                _ = StoredPicture.Load(At(name)).Values(View);
                break;
        }
    }

    private string Model()
    {
        var path = At("model.onnx");
        if (File.Exists(path)) return path;
        File.Copy(model, path);
        return path;
    }

    private static void ReadAll(IDataset data)
    {
        using (data)
        {
            _ = data.Sha256;
            var pictures = new float[View.Shape.Length];
            var mask = new bool[View.Shape.Pixels];
            for (var i = 0; i < Math.Min(data.Count, 10); i++)
            {
                data.Read(i, View, pictures);
                data.ReadMask(i, View, mask);
            }
        }
    }
}
