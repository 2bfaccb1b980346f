namespace EvalKit.Cli.Runs;

/// <summary>The files of a command that writes several: they are kept until all are made, so that one that ends early leaves none.</summary>
internal sealed class PlacedFiles
{
    private readonly List<(string Path, byte[] Content)> _files = [];

    /// <summary>Takes a file.</summary>
    /// <param name="path">Where it goes in the end.</param>
    /// <param name="write">Writes the content, at once.</param>
    public void Add(string path, Action<Stream> write)
    {
        using var content = new MemoryStream();
        write(content);
        _files.Add((path, content.ToArray()));
    }

    /// <summary>Writes all files, each whole or not at all, in the order in which they came.</summary>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="EvalKit.Core.Errors.UserException">A folder cannot be written.</exception>
    public async Task WriteAsync(CancellationToken cancellation)
    {
        foreach (var (path, content) in _files) await WrittenFile.WriteAsync(path, stream => stream.Write(content), cancellation).ConfigureAwait(false);
    }
}
