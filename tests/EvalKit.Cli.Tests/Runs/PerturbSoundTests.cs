using EvalKit.Cli.Tests.Commands;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Randomness;
using EvalKit.Data.Sound;

namespace EvalKit.Cli.Tests.Runs;

public sealed class PerturbSoundTests : IDisposable
{
    private readonly PictureFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_sound_is_written_as_the_library_makes_it()
    {
        var tone = Tone();
        var output = await PictureFolder.OutputAsync("perturb", tone, "--kind", "white-noise", "gain", "--severities", "5", "--out", _folder.At("here"));
        Assert.Equal(["tone/gain-5.wav", "tone/white-noise-5.wav"], _folder.Files("here").Keys);
        Assert.StartsWith($"{tone}: 0.50 s, 1 × 8000 Hz, seed 0\n", output, StringComparison.Ordinal);

        // A tone of whole periods has no constant part, so its energy over the noise's is the ratio.
        Assert.Contains("white-noise-5.wav  5.00 dB\n", output, StringComparison.Ordinal);

        var clean = StoredSound.Load(tone);
        var expected = new float[clean.Length];
        Invoked.Catalog.Create<ISeriesPerturbation>("white-noise").Method.Apply(
            clean.Values, expected, new SeriesContext(1, clean.Length, 8000, 5, RandomStream.KeyOf(0, "white-noise", 5, "tone.wav")));
        var written = StoredSound.Load(_folder.At("here", "tone", "white-noise-5.wav")).Values;
        Assert.All(expected.Zip(written), pair => Assert.Equal(pair.First, pair.Second, 0.5f / 32768));
    }

    [Fact]
    public async Task Mistakes_are_told()
    {
        var broken = _folder.At("broken.wav");
        await File.WriteAllTextAsync(broken, "no sound at all");
        await PictureFolder.RefusesAsync(["perturb", broken], "broken.wav: is no WAV file");
        await PictureFolder.RefusesAsync(["perturb", Tone(), "--kind", "homoglyphs"], "'homoglyphs' perturbs texts; sounds are perturbed by brown-noise,");
        await PictureFolder.RefusesAsync(["perturb", Tone(), broken.Replace(".wav", ".csv", StringComparison.Ordinal)], "two commands");
    }

    private string Tone()
    {
        float[] values = [.. Enumerable.Range(0, 4000).Select(i => (float)(0.2 * Math.Sin(2 * Math.PI * i / 20)))];
        var path = _folder.At("tone.wav");
        using var file = File.Create(path);
        new StoredSound(path, "tone.wav", "tone", SampleFormat.Pcm16, 1, 8000, values).Write(file, values);
        return path;
    }
}
