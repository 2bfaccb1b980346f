using EvalKit.Core.Store;

namespace EvalKit.Cli.Runs;

/// <summary>Files that a command writes beside what it prints.</summary>
internal static class WrittenFile
{
    /// <summary>Writes a file, whole or not at all; its folder is made where it is not there.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="EvalKit.Core.Errors.UserException">The folder cannot be written.</exception>
    public static Task WriteAsync(string path, Action<Stream> write, CancellationToken cancellation) => AtomicFile.WriteAsync(
        path,
        (stream, _) =>
        {
            write(stream);
            return Task.CompletedTask;
        },
        cancellation);
}
