using System.Text;
using EvalKit.Cli.Tests.Commands;
using EvalKit.Core.Errors;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Randomness;

namespace EvalKit.Cli.Tests.Runs;

public sealed class PerturbTextTests : IDisposable
{
    private const string Review = "I would not go there again, although the coffee was good.";

    private readonly PictureFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_program_prints_marks_and_writes_what_the_library_makes()
    {
        var file = await WriteAsync("review.txt", Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(Review)));
        var result = await Evalkit.RunAsync(_folder.Path, ["perturb", file, "--kind", "keyboard-typos", "dropped-words", "--severities", "5", "2", "--seed", "3", "--out", "here"]);
        Assert.True(result.Code == ExitCodes.Done, result.Error);
        Assert.Equal(["review/dropped-words-2.txt", "review/dropped-words-5.txt", "review/keyboard-typos-2.txt", "review/keyboard-typos-5.txt"], _folder.Files("here").Keys);
        foreach (var kind in (string[])["keyboard-typos", "dropped-words"])
        {
            var expected = Invoked.Catalog.Create<ITextPerturbation>(kind).Method.Apply(Review, new TextContext(5, RandomStream.KeyOf(3, kind, 5, "review.txt")));
            Assert.Equal(expected, Encoding.UTF8.GetString(_folder.Files("here")[$"review/{kind}-5.txt"]));
        }

        Assert.StartsWith($"{file}: seed 3\n  keyboard-typos\n    2  I ", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', result.Output);

        // Without the marks the diff is the text again.
        var line = result.Output.Split('\n').First(line => line.StartsWith("    5  ", StringComparison.Ordinal))[7..];
        Assert.Contains("[-", line, StringComparison.Ordinal);
        Assert.Equal(Review, System.Text.RegularExpressions.Regex.Replace(line, @"\{\+.*?\+\}", "").Replace("[-", "", StringComparison.Ordinal).Replace("-]", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_literal_text_is_shown_under_all_kinds_and_nothing_is_written()
    {
        var output = await PictureFolder.OutputAsync("perturb", "--text", Review);
        Assert.StartsWith("--text: seed 0\n", output, StringComparison.Ordinal);
        foreach (var method in Invoked.Catalog.All<ITextPerturbation>()) Assert.Contains($"\n  {method.Kind}\n    1  ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("text/", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_configuration_for_pictures_refuses_them() => Assert.All(
        Invoked.Catalog.All<ITextPerturbation>(),
        method => Assert.Contains("no known kind", Assert.Throws<UserException>(() => Invoked.Catalog.Create<IPerturbation>(method.Kind)).Message, StringComparison.Ordinal));

    [Fact]
    public async Task Mistakes_are_told()
    {
        var review = await WriteAsync("review.txt", Encoding.UTF8.GetBytes(Review));
        var latin = await WriteAsync("latin.txt", [0x63, 0xE9, 0x20]);
        var stripes = _folder.Stripes("stripes.png", new(1, 8, 8));
        await PictureFolder.RefusesAsync(["perturb", review, "--kind", "fog"], "'fog' perturbs pictures; texts are perturbed by character-deletion,");
        await PictureFolder.RefusesAsync(["perturb", stripes, "--kind", "homoglyphs"], "'homoglyphs' perturbs texts; pictures are perturbed by brightness,");
        await PictureFolder.RefusesAsync(["perturb", review, "--kind", "keybord-typos"], "did you mean 'keyboard-typos'?");
        await PictureFolder.RefusesAsync(["perturb", review, stripes], "two commands");
        await PictureFolder.RefusesAsync(["perturb", review, "--text", "a"], "--text", "two commands");
        await PictureFolder.RefusesAsync(["perturb", review, "--constants", "cifar-c"], "--constants is for pictures");
        await PictureFolder.RefusesAsync(["perturb", latin], "latin.txt: is no text in UTF-8 (the byte 0xE9 at position 1)");
        await PictureFolder.RefusesAsync(["perturb", _folder.At("reviw.txt")], "did you mean 'review.txt'?");
        await PictureFolder.RefusesAsync(["perturb"], "--text");
    }

    private async Task<string> WriteAsync(string name, IEnumerable<byte> bytes)
    {
        await File.WriteAllBytesAsync(_folder.At(name), [.. bytes]);
        return _folder.At(name);
    }
}
