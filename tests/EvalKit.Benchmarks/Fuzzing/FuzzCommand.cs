using System.Globalization;
using EvalKit.Cli;

namespace EvalKit.Benchmarks.Fuzzing;

/// <summary><c>fuzz</c>: feeds changed files to the readers and to workers, and says what became of them.</summary>
internal static class FuzzCommand
{
    /// <summary>Runs a sort of files.</summary>
    /// <param name="sort"><c>onnx</c>, <c>opened</c>, <c>configs</c>, <c>data</c> or <c>stored</c>.</param>
    /// <param name="options">The further words of the command line.</param>
    /// <returns>The exit code: 1 where something was not as it must be.</returns>
    public static async Task<int> RunAsync(string sort, string[] options)
    {
        var count = Number("--count", sort switch { "onnx" => 20_000, "opened" => 500, "stored" => 2_000, _ => 5_000 });
        var (seed, first, lanes) = ((ulong)Number("--seed", 0), Number("--first", 0), Number("--lanes", Environment.ProcessorCount));
        var tally = new FuzzTally(Option("--keep"), TrialProcess.Limit);
        switch (sort)
        {
            case "onnx":
                ModelFuzz.Of(Option("--models") ?? "models", Option("--backend") ?? "/usr/share/libonnx-testdata/data", seed).Run(tally, first, count, lanes);
                break;
            case "opened":
                ModelFuzz.Of(Option("--models") ?? "models", Option("--backend") ?? "/usr/share/libonnx-testdata/data", seed).RunTraced(tally, first, count);
                break;
            case "configs":
                using (var configs = new ConfigFuzz(Option("--repository") ?? ".", CompositionRoot.CreateCatalog(), seed)) configs.Run(tally, first, count);
                break;
            case "data":
                using (var data = new DataFuzz(Path.Combine(Option("--models") ?? "models", "fashion", "linear.onnx"), seed)) data.Run(tally, first, count);
                break;
            case "stored":
                using (var stored = await StoredFuzz.CreateAsync(Option("--repository") ?? ".", seed).ConfigureAwait(false)) await stored.RunAsync(tally, first, count).ConfigureAwait(false);
                break;
            default:
                Console.Error.WriteLine($"fuzz {sort}: allowed: onnx, opened, configs, data, stored");
                return 1;
        }

        return tally.Print(sort) ? 0 : 1;

        string? Option(string name) => Array.IndexOf(options, name) is >= 0 and var i ? options[i + 1] : null;
        int Number(string name, int otherwise) => Option(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
    }
}
