using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using EvalKit.Cli.Tests.Runs;

namespace EvalKit.Benchmarks.Isolation;

/// <summary>Runs a good model alone and beside five bad ones, and prints what each did and what it cost.</summary>
internal static class NeighboursReport
{
    private const string Limits = "{ time: 6 s, memory: 1.5 GB }";
    private const string Perturbations = "[{ kind: gaussian-noise, severities: [1, 3] }, { kind: brightness, severities: [5] }]";

    /// <summary>Runs them.</summary>
    /// <returns>Whether the good model's units and figures are those of its run alone, every bad one shows its cause, no gate on a bad one passes, and the exit code is 1.</returns>
    public static async Task<bool> RunAsync()
    {
        using var models = new Neighbourhood(BadNeighbours.OnPictures, Limits, Perturbations);
        Console.WriteLine($"128 pictures, clean and under {Perturbations}; limits {Limits}");
        var alone = await TimedAsync(models, "alone", "good.onnx");
        var together = await TimedAsync(models, "together", "*.onnx");
        var report = models.Report("together");
        var (units, all) = (models.Units("alone"), models.Units("together"));
        var equal = units.Count(unit => all.TryGetValue(unit.Key, out var bytes) && bytes.AsSpan().SequenceEqual(unit.Value));
        var same = Neighbourhood.Figures(models.Report("alone"), "good") == Neighbourhood.Figures(report, "good");
        Console.WriteLine($"good: {equal} of {units.Count} unit files equal byte for byte, figures {(same ? "equal" : "DIFFER")}");

        var causes = report.GetProperty("failures").EnumerateArray()
            .Select(failure => (Model: failure.GetProperty("model").GetString()!, Unit: failure.GetProperty("unit").GetString()!, Cause: failure.GetProperty("message").GetString()!))
            .Concat(report.GetProperty("findings").EnumerateArray().Where(finding => finding.GetProperty("model").GetString() == "nan")
                .Select(finding => (Model: "nan", Unit: "finding", Cause: finding.GetProperty("message").GetString()!)))
            .ToLookup(cause => cause.Model);
        var gates = report.GetProperty("gates").EnumerateArray().ToLookup(gate => gate.GetProperty("model").GetString(), gate => gate.GetProperty("outcome").GetString());
        foreach (var model in Neighbourhood.Bad)
        {
            foreach (var cause in causes[model]) Console.WriteLine($"{model}, {cause.Unit}: {cause.Cause}");
            Console.WriteLine($"{model}, gates: {string.Join(", ", gates[model])}");
        }

        foreach (var file in Directory.GetFiles(models.At("together/failures")).Order(StringComparer.Ordinal)) PrintDeath(file);
        var closed = Neighbourhood.Bad.All(model => causes[model].Any() && gates[model].Any() && gates[model].All(outcome => outcome == "fail"));
        return alone == 0 && together == 1 && equal == units.Count && same && closed;
    }

    private static void PrintDeath(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        var failure = document.RootElement;
        if (failure.TryGetProperty("death", out var death))
            Console.WriteLine($"{failure.GetProperty("model")}, {failure.GetProperty("what")}: {JsonSerializer.Serialize(death)}");
    }

    private static async Task<int> TimedAsync(Neighbourhood models, string run, string pattern)
    {
        var started = Stopwatch.GetTimestamp();
        var result = await models.RunAsync(run, pattern);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{run}: exit code {result.Code} after {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s"));
        return result.Code;
    }
}
