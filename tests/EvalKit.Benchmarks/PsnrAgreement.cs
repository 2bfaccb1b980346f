using System.Globalization;
using System.Text.Json;
using EvalKit.Cli;
using EvalKit.Core.Images;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Randomness;
using EvalKit.Data.Decoding;
using EvalKit.Methods.Tests.Perturbations.Images;

namespace EvalKit.Benchmarks;

/// <summary>
/// Prints for each perturbation and severity of ImageNet-C the PSNR to the clean picture, averaged over the pictures of a
/// folder and over draws, beside the figures of a reference: a JSON object that maps imagecorruptions' names to an array of
/// five objects with <c>psnr</c>.
/// </summary>
internal static class PsnrAgreement
{
    public static void Run(string picturesFolder, string referenceFile, int draws)
    {
        var pictures = Directory.GetFiles(picturesFolder).Order(StringComparer.Ordinal).Select(Read).ToArray();
        using var reference = JsonDocument.Parse(File.ReadAllText(referenceFile));
        Console.WriteLine($"{pictures.Length} pictures, {draws} draws of noise");
        Console.WriteLine("kind             severity     ours       se  reference  difference");
        foreach (var plugin in CompositionRoot.CreateCatalog().All<IImagePerturbation>())
        {
            var (kind, perturbation) = (plugin.Kind, plugin.Method);
            var name = kind == "jpeg" ? "jpeg_compression" : kind.Replace('-', '_');
            if (!reference.RootElement.TryGetProperty(name, out var severities)) continue;
            for (var severity = 1; severity <= 5; severity++)
            {
                var n = perturbation.Category == PerturbationCategory.Noise ? draws : 1;
                var (mean, standardError) = Measure(pictures, kind, perturbation, severity, n);
                var expected = severities[severity - 1].GetProperty("psnr").GetDouble();
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{kind,-16} {severity,8} {mean,8:F3} {standardError,8:F4} {expected,10:F3} {mean - expected,11:F3}"));
            }
        }
    }

    private static (double Mean, double StandardError) Measure(
        (string Name, ImageShape Shape, float[] Values)[] pictures, string kind, IImagePerturbation perturbation, int severity, int draws)
    {
        var (sum, variance) = (0.0, 0.0);
        foreach (var (name, shape, values) in pictures)
        {
            var destination = new float[shape.Length];
            var psnr = new double[draws];
            for (var draw = 0; draw < draws; draw++)
            {
                var key = RandomStream.KeyOf((ulong)draw, kind, severity, name);
                perturbation.Apply(values, destination, new PerturbationContext(shape, severity, ConstantSet.ImageNetC, key));
                psnr[draw] = Psnr.Of(values, destination);
            }

            var mean = psnr.Average();
            sum += mean;
            if (draws > 1) variance += psnr.Sum(x => (x - mean) * (x - mean)) / (draws - 1) / draws;
        }

        return (sum / pictures.Length, Math.Sqrt(variance) / pictures.Length);
    }

    private static (string Name, ImageShape Shape, float[] Values) Read(string file)
    {
        using var picture = PictureDecoder.Decode(file);
        var values = new float[picture.Shape.Length];
        for (var i = 0; i < values.Length; i++) values[i] = picture.Planes[i] / 255f;
        return (Path.GetFileName(file), picture.Shape, values);
    }
}
