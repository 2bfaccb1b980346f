using System.CommandLine;
using EvalKit.Core.Errors;
using EvalKit.Core.Images;
using EvalKit.Data.Decoding;
using EvalKit.Data.Drawing;

namespace EvalKit.Cli.Tests.Runs;

/// <summary>A folder with small pictures and what commands write.</summary>
internal sealed class PictureFolder : IDisposable
{
    /// <summary>A picture of the bundled IDX file.</summary>
    public static string Bundled(int index) => $"{System.IO.Path.Combine(Evalkit.Root, "eval-configs", "data", "fashion", "t10k-images-idx3-ubyte.gz")}#{index}";

    public string Path { get; } = Directory.CreateTempSubdirectory("evalkit-").FullName;

    public string At(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    public void Dispose() => Directory.Delete(Path, recursive: true);

    /// <summary>Writes a picture of diagonal stripes.</summary>
    /// <returns>Its whole path.</returns>
    public string Stripes(string name, ImageShape shape)
    {
        var picture = Enumerable.Range(0, shape.Length).Select(i => ((i % shape.Width) + (i / shape.Width)) % 10 / 10f).ToArray();
        using var file = File.Create(At(name));
        PictureFile.WritePng(file, picture, shape);
        return At(name);
    }

    /// <summary>Runs a command in this process, which must succeed.</summary>
    /// <returns>What it printed.</returns>
    public static async Task<string> OutputAsync(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var parsed = CompositionRoot.CreateCommand().Parse(arguments);
        Assert.Empty(UsageErrors.Of(parsed));
        Assert.Equal(ExitCodes.Done, await parsed.InvokeAsync(Configuration(output)));
        return output.ToString();
    }

    /// <summary>Runs a command in this process, which must refuse and say certain things.</summary>
    public static async Task RefusesAsync(string[] arguments, params string[] parts)
    {
        var parsed = CompositionRoot.CreateCommand().Parse(arguments);
        var message = string.Join('\n', UsageErrors.Of(parsed));
        if (message.Length == 0) message = (await Assert.ThrowsAsync<UserException>(() => parsed.InvokeAsync(Configuration(TextWriter.Null)))).Message;
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    /// <summary>The files under a folder with their content, by relative path.</summary>
    public SortedDictionary<string, byte[]> Files(string folder)
    {
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(At(folder), "*", SearchOption.AllDirectories))
            files.Add(System.IO.Path.GetRelativePath(At(folder), file).Replace('\\', '/'), File.ReadAllBytes(file));
        return files;
    }

    /// <summary>A picture that the program wrote.</summary>
    public StoredPicture Load(params string[] parts) => StoredPicture.Load(At(parts));

    private static InvocationConfiguration Configuration(TextWriter output) => new() { Output = output, EnableDefaultExceptionHandler = false };
}
