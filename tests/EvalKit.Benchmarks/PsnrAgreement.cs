using System.Text.Json;
using EvalKit.Cli;
using EvalKit.Core.Images;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;
using EvalKit.Core.Randomness;
using EvalKit.Data.Decoding;
using EvalKit.Methods.Tests.Perturbations.Images;

namespace EvalKit.Benchmarks;

/// <summary>
/// Compares each perturbation and severity of ImageNet-C with a reference by PSNR to the clean picture, mean shift and
/// contrast ratio, averaged over the pictures of a folder and over draws. The reference is a JSON object that maps
/// imagecorruptions' names to arrays of five objects with <c>psnr</c>, <c>dmean</c> and <c>std_ratio</c>.
/// </summary>
internal static class PsnrAgreement
{
    private const int FirstDraws = 8;

    public static void Run(string picturesFolder, string referenceFile, int draws, string only, string? markdownFile)
    {
        var pictures = Directory.GetFiles(picturesFolder).Order(StringComparer.Ordinal).Select(Read).ToArray();
        using var reference = JsonDocument.Parse(File.ReadAllText(referenceFile));
        Console.WriteLine($"{pictures.Length} pictures, {draws} draws of noise");
        Console.WriteLine(Agreement.TextHeading);
        var rows = new List<Agreement>();
        foreach (var plugin in Perturbations().Where(plugin => plugin.Name.Contains(only, StringComparison.Ordinal)))
        {
            if (!reference.RootElement.TryGetProperty(ReferenceName(plugin.Kind), out var severities)) continue;
            for (var severity = 1; severity <= 5; severity++)
            {
                var expected = severities[severity - 1];
                var row = Measure(pictures, plugin, severity, draws, new Effect(
                    expected.GetProperty("psnr").GetDouble(), expected.GetProperty("dmean").GetDouble(), expected.GetProperty("std_ratio").GetDouble()));
                rows.Add(row);
                Console.WriteLine(row);
            }
        }

        if (markdownFile is not null) File.WriteAllLines(markdownFile, [Agreement.MarkdownHeading, .. rows.Select(row => row.ToMarkdown())]);
    }

    private static IEnumerable<PluginInstance<IImagePerturbation>> Perturbations()
    {
        var catalog = CompositionRoot.CreateCatalog();
        return
        [
            .. catalog.All<IImagePerturbation>(),
            catalog.Create<IImagePerturbation>("elastic-transform", "{ variant: imagecorruptions }", "elastic-transform, imagecorruptions"),
        ];
    }

    private static string ReferenceName(string kind) => kind == "jpeg" ? "jpeg_compression" : kind.Replace('-', '_');

    private static Agreement Measure(
        Picture[] pictures, PluginInstance<IImagePerturbation> plugin, int severity, int draws, Effect reference)
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

        return new Agreement(plugin.Name, severity, Effect.Mean(means), reference, Math.Sqrt(variance) / pictures.Length);
    }

    private static IEnumerable<Effect> Effects(Picture picture, PluginInstance<IImagePerturbation> plugin, int severity)
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

    private static Picture Read(string file)
    {
        using var picture = PictureDecoder.Decode(file);
        var values = new float[picture.Shape.Length];
        for (var i = 0; i < values.Length; i++) values[i] = picture.Planes[i] / 255f;
        return new Picture(Path.GetFileName(file), picture.Shape, values);
    }

    private sealed record Picture(string Name, ImageShape Shape, float[] Values);
}
