using System.Text.Json;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;
using EvalKit.Core.Randomness;
using EvalKit.Methods.Tests.Perturbations.Images;

namespace EvalKit.Benchmarks;

/// <summary>
/// Compares each perturbation and severity of ImageNet-C with a reference by PSNR to the clean picture, mean shift and
/// contrast ratio, averaged over the pictures of a folder and over draws. A reference is a JSON object that maps
/// imagecorruptions' names to arrays of five objects with <c>psnr</c>, <c>dmean</c> and <c>std_ratio</c>. Kinds of which
/// imagecorruptions has another definition than the original stand twice: as theirs beside theirs, and as the original
/// beside the original's formula, which another file holds (tests/Fixtures/perturbation_references.py effects FOLDER).
/// </summary>
internal static class PsnrAgreement
{
    private const int FirstDraws = 8;

    public static void Run(string picturesFolder, string peerFile, string? originalFile, int draws, string only, string? markdownFile)
    {
        var pictures = Directory.GetFiles(picturesFolder).Order(StringComparer.Ordinal).Select(CleanPicture.Read).ToArray();
        using var peer = JsonDocument.Parse(File.ReadAllText(peerFile));
        using var original = JsonDocument.Parse(originalFile is null ? "{}" : File.ReadAllText(originalFile));
        Console.WriteLine($"{pictures.Length} pictures, {draws} draws of noise");
        Console.WriteLine(Agreement.TextHeading);
        var rows = new List<Agreement>();
        foreach (var plugin in Peer.Perturbations().Where(plugin => plugin.Name.Contains(only, StringComparison.Ordinal)))
        {
            var reference = plugin.Name == Peer.DefinedOtherwise ? original : peer;
            if (!reference.RootElement.TryGetProperty(Peer.NameOf(plugin.Kind), out var severities)) continue;
            for (var severity = 1; severity <= 5; severity++)
            {
                var expected = severities[severity - 1];
                var row = Measure(pictures, plugin, severity, draws, new Effect(
                    expected.GetProperty("psnr").GetDouble(), expected.GetProperty("dmean").GetDouble(), expected.GetProperty("std_ratio").GetDouble()));
                rows.Add(row);
                Console.WriteLine(row);
            }
        }

        Console.WriteLine($"{rows.Count(row => row.IsWithin)} of {rows.Count} within their tolerance");
        if (markdownFile is not null) File.WriteAllLines(markdownFile, [Agreement.MarkdownHeading, .. rows.Select(row => row.ToMarkdown())]);
    }


    // Deterministic kinds may differ in the last level, noise in a standard error of the mean over pictures and draws; what
    // is random in the large has few draws that count, and the textures of frost are not theirs.
    private static double Tolerance(string kind, int severity) => kind switch
    {
        "gaussian-noise" or "shot-noise" or "speckle-noise" => 0.05,
        "impulse-noise" => 0.1,
        "glass-blur" or "motion-blur" or "snow" or "elastic-transform" => 0.3,
        "spatter" when severity == 1 => 0.8,
        "fog" or "spatter" => 0.4,
        "frost" => 1,
        _ => 0.15,
    };

    private static Agreement Measure(
        CleanPicture[] pictures, PluginInstance<IImagePerturbation> plugin, int severity, int draws, Effect reference)
    {
        var means = new List<Effect>();
        var variance = 0.0;
        foreach (var picture in pictures)
        {
            // A perturbation without randomness shows in a few draws and needs no more.
            var effects = Effects(picture, plugin, severity).Take(FirstDraws).ToArray();
            effects = effects.Distinct().Count() == 1 ? effects[..1] : [.. Effects(picture, plugin, severity).Take(draws)];
            var mean = Effect.Mean(effects);
            means.Add(mean);
            if (effects.Length > 1) variance += effects.Sum(x => (x.Psnr - mean.Psnr) * (x.Psnr - mean.Psnr)) / (effects.Length - 1) / effects.Length;
        }

        return new Agreement(plugin.Name, severity, Effect.Mean(means), reference, Math.Sqrt(variance) / pictures.Length, Tolerance(plugin.Kind, severity));
    }

    private static IEnumerable<Effect> Effects(CleanPicture picture, PluginInstance<IImagePerturbation> plugin, int severity)
    {
        var destination = new float[picture.Shape.Length];
        var (mean, deviation) = Moments(picture.Values);
        for (var draw = 0UL; ; draw++)
        {
            var key = RandomStream.KeyOf(draw, plugin.Kind, severity, picture.Name);
            plugin.Method.Apply(picture.Values, destination, new PerturbationContext(picture.Shape, severity, ConstantSet.ImageNetC, key));
            var (newMean, newDeviation) = Moments(destination);
            yield return new Effect(Psnr.Of(picture.Values, destination), newMean - mean, newDeviation / deviation);
        }
    }

    private static (double Mean, double Deviation) Moments(float[] values)
    {
        var (sum, squares) = (0.0, 0.0);
        foreach (var value in values)
        {
            var level = Psnr.LevelOf(value);
            sum += level;
            squares += level * level;
        }

        var mean = sum / values.Length;
        return (mean, Math.Sqrt((squares / values.Length) - (mean * mean)));
    }
}
