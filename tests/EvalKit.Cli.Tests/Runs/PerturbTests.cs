using EvalKit.Cli.Tests.Commands;
using EvalKit.Core.Images;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Randomness;
using EvalKit.Data.Decoding;
using EvalKit.Data.Drawing;

namespace EvalKit.Cli.Tests.Runs;

public sealed class PerturbTests : IDisposable
{
    private readonly PictureFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_program_writes_every_kind_and_severity_as_the_library_makes_it()
    {
        var input = PictureFolder.Bundled(3);
        var result = await Evalkit.RunAsync(_folder.Path, ["perturb", input, "--seed", "7"]);
        Assert.True(result.Code == ExitCodes.Done, result.Error);

        var clean = StoredPicture.Load(input);
        var methods = Invoked.Catalog.All<IImagePerturbation>();
        Assert.Equal((methods.Count * 5) + 1, _folder.Files("perturbed").Count);
        foreach (var method in methods)
        {
            for (var severity = 1; severity <= 5; severity++)
            {
                var expected = new float[clean.Shape.Length];
                var key = RandomStream.KeyOf(7, method.Kind, severity, "3");
                method.Method.Apply(clean.Values(), expected, new PerturbationContext(clean.Shape, severity, ConstantSet.CifarC, key));
                var file = $"{method.Kind}-{severity}.png";
                var written = _folder.Load("perturbed", "t10k-images-idx3-ubyte-3", file);
                Assert.Equal(Levels(expected), Levels(written.Values()));
                var psnr = PictureFile.Psnr(clean.Values(), written.Values());
                // A grey picture has no colour to change.
                var said = double.IsPositiveInfinity(psnr) ? "no level changed" : FormattableString.Invariant($"{psnr:F2} dB");
                Assert.Equal(method.Kind is "saturate" or "colour-cast", double.IsPositiveInfinity(psnr));
                Assert.Contains($"{file}  {said}\n", result.Output, StringComparison.Ordinal);
            }
        }

        Assert.StartsWith($"{input}: constants cifar-c (the default for 28×28 pixels), seed 7\n", result.Output, StringComparison.Ordinal);
        Assert.EndsWith("sheet.png\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_program_tells_a_mistake_and_fails()
    {
        var result = await Evalkit.RunAsync(_folder.Path, ["perturb", PictureFolder.Bundled(3), "--kind", "gausian-noise"]);
        Assert.Equal(ExitCodes.Failed, result.Code);
        Assert.Contains("did you mean 'gaussian-noise'?", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kinds_severities_and_constants_can_be_chosen()
    {
        var shape = new ImageShape(3, 30, 40);
        string[] kinds = ["--kind", "contrast", "brightness", "--severities", "5", "2", "--constants", "imagenet-c"];
        var output = await PictureFolder.OutputAsync(["perturb", _folder.Stripes("stripes.png", shape), .. kinds, "--out", _folder.At("here")]);

        Assert.Equal(
            ["stripes/brightness-2.png", "stripes/brightness-5.png", "stripes/contrast-2.png", "stripes/contrast-5.png", "stripes/sheet.png"],
            _folder.Files("here").Keys);
        Assert.Equal(shape, _folder.Load("here", "stripes", "contrast-5.png").Shape);
        Assert.Contains("constants imagenet-c, seed 0", output, StringComparison.Ordinal);

        // Three pictures wide and two high, each three times as large.
        var sheet = _folder.Load("here", "stripes", "sheet.png");
        Assert.True(sheet.Shape.Width > 3 * 3 * shape.Width && sheet.Shape.Height > 2 * 3 * shape.Height);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_bytes_and_another_seed_others()
    {
        foreach (var (folder, seed) in new[] { ("a", "1"), ("b", "1"), ("c", "2") })
            await PictureFolder.OutputAsync("perturb", PictureFolder.Bundled(0), "--kind", "gaussian-noise", "--severities", "3", "--seed", seed, "--out", _folder.At(folder));
        Assert.Equal(_folder.Files("a"), _folder.Files("b"));
        Assert.All(_folder.Files("c"), file => Assert.NotEqual(file.Value, _folder.Files("a")[file.Key]));
    }

    [Fact]
    public async Task Mistakes_are_told()
    {
        var stripes = _folder.Stripes("stripes.png", new(1, 8, 8));
        var broken = _folder.At("broken.png");
        await File.WriteAllTextAsync(broken, "not a picture");
        await PictureFolder.RefusesAsync(["perturb", stripes, "--kind", "jpeg", "--set", "jpeg.quality=3"], "--set jpeg.quality=3", "unknown key 'quality'");
        await PictureFolder.RefusesAsync(["perturb", _folder.At("strips.png")], "strips.png", "did you mean 'stripes.png'?");
        await PictureFolder.RefusesAsync(["perturb", broken], "broken.png", "does not decode");
        await PictureFolder.RefusesAsync(["perturb", PictureFolder.Bundled(10_000)], "no picture '10000'", "#0 to #9999");
        await PictureFolder.RefusesAsync(["perturb", stripes, "--severities", "6"], "6", "5");
        await PictureFolder.RefusesAsync(["perturb", stripes, stripes], "stripes.png and ", "--out");
        await PictureFolder.RefusesAsync(["perturb", stripes, "--out", broken], "broken.png", "cannot be written", "--out");
    }

    private static IEnumerable<float> Levels(IEnumerable<float> values) => values.Select(value => MathF.Round(Math.Clamp(value, 0, 1) * 255));
}
