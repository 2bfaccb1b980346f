using EvalKit.Onnx.Tests.Fixtures;

namespace EvalKit.Cli.Tests.Runs;

/// <summary>Commands that load a model themselves: what it does to its process is told in one sentence, and leaves nothing behind.</summary>
public sealed class ApartCommandTests : IDisposable
{
    private const string Limits = "limits={ time: 3 s, memory: 400 MB }";

    private static readonly string[] Explain =
        ["explain", "bad.onnx", "--input", PictureFolder.Bundled(0), "--method", "occlusion", "--out", "out", "--set", "input.scale=0.00392156862745098"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("crashing", "the process was ended by signal 8 (SIGFPE)")]
    [InlineData("hanging", "the process made no progress within 3 s and was ended (limits.time)")]
    [InlineData("growing", "the process took more than 400 MB of memory and was ended (limits.memory)")]
    public async Task A_model_that_ends_the_process_is_explained_to_no_one(string name, string cause)
    {
        Save(BadNeighbours.OnPictures, name);

        var result = await Evalkit.RunAsync(
            _folder.Path, [.. Explain, Limits]);

        Assert.Equal((ExitCodes.Failed, "", $"evalkit: bad.onnx: {cause}\n"), (result.Code, result.Output, result.Error));
        Assert.Equal(["bad.onnx"], Directory.GetFileSystemEntries(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task One_that_ends_the_process_among_others_takes_the_maps_with_it()
    {
        Save(BadNeighbours.OnPictures, "crashing");
        await WriteConfigAsync();

        var result = await Evalkit.RunAsync(_folder.Path, ["fourier", "eval.yaml", "--samples", "8", "--largest", "1", "--out", "out", "--set", Limits]);

        Assert.Equal((ExitCodes.Failed, "evalkit: bad, linear: the process was ended by signal 8 (SIGFPE)\n"), (result.Code, result.Error));
        Assert.False(Directory.Exists(_folder.File("out")));
    }

    [Theory]
    [InlineData("inspect good.onnx bad.onnx --differentiate")]
    [InlineData("fourier eval.yaml")]
    public async Task The_model_that_is_opened_when_the_process_ends_is_named(string command)
    {
        Save(BadNeighbours.Always, "crashing");
        File.Copy(Path.Combine(Evalkit.Root, "models", "fashion", "linear.onnx"), _folder.File("good.onnx"));
        await WriteConfigAsync();

        var result = await Evalkit.RunAsync(_folder.Path, command.Split(' '));

        Assert.Equal((ExitCodes.Failed, "", "evalkit: bad.onnx: the process was ended by signal 8 (SIGFPE)\n"), (result.Code, result.Output, result.Error));
    }

    [Fact]
    public async Task A_process_that_was_killed_from_outside_may_do_better_later()
    {
        Save(BadNeighbours.Always, "hanging");
        using var process = Evalkit.Start(_folder.Path, Explain);
        await Evalkit.SignalAsync(await Evalkit.LoadedAsync(process), "KILL");
        var result = await Evalkit.EndAsync(process);

        Assert.Equal(ExitCodes.Retry, result.Code);
        Assert.Contains("was ended by signal 9 (SIGKILL) from outside", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupt_ends_both_processes()
    {
        Save(BadNeighbours.Always, "hanging");
        using var process = Evalkit.Start(_folder.Path, Explain);
        using var child = await Evalkit.LoadedAsync(process);
        await Evalkit.SignalAsync(process, "INT");
        var result = await Evalkit.EndAsync(process);
        await child.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));

        Assert.Equal((ExitCodes.Cancelled, "evalkit: cancelled\n"), (result.Code, result.Error));
    }

    [Fact]
    public async Task Mistakes_have_the_messages_and_codes_that_they_have_in_one_process()
    {
        Save(BadNeighbours.OnPictures, "crashing");
        var missing = await Evalkit.RunAsync(_folder.Path, ["inspect", "none.onnx"]);
        Assert.Equal((ExitCodes.Failed, ""), (missing.Code, missing.Output));
        Assert.StartsWith("evalkit: none.onnx: ", missing.Error, StringComparison.Ordinal);

        var limit = await Evalkit.RunAsync(_folder.Path, ["inspect", "bad.onnx", "--set", "limits.tme=3 s"]);
        Assert.Equal(ExitCodes.Failed, limit.Code);
        Assert.Contains("did you mean 'time'?", limit.Error, StringComparison.Ordinal);

        var usage = await Evalkit.RunAsync(_folder.Path, ["explain", "bad.onnx"]);
        Assert.Equal(ExitCodes.Failed, usage.Code);
        Assert.Equal(2, usage.Error.TrimEnd().Split('\n').Length);

        var help = await Evalkit.RunAsync(_folder.Path, ["fourier", "--help"]);
        Assert.Equal((ExitCodes.Done, ""), (help.Code, help.Error));
        Assert.Contains("heat map", help.Output, StringComparison.Ordinal);
    }

    private void Save(BadNeighbours neighbours, string name) => (name switch
    {
        "crashing" => neighbours.Crashing(),
        "hanging" => neighbours.Hanging(),
        _ => neighbours.Growing(),
    }).Save(_folder, "bad.onnx");

    private Task WriteConfigAsync()
    {
        var root = Evalkit.Root.Replace('\\', '/');
        var data = $"{root}/eval-configs/data/fashion/t10k";
        return File.WriteAllTextAsync(_folder.File("eval.yaml"), $"""
            name: two
            task: image-classification
            models: [{"{"} path: {root}/models/fashion/linear.onnx {"}"}, {"{"} path: bad.onnx {"}"}]
            data: {"{"} kind: idx, images: {data}-images-idx3-ubyte.gz, labels: {data}-labels-idx1-ubyte.gz {"}"}
            input: {"{"} scale: 0.00392156862745098 {"}"}
            """);
    }
}
