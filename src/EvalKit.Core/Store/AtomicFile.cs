using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using EvalKit.Core.Errors;

namespace EvalKit.Core.Store;

/// <summary>Writes files that are either whole or absent: to a temporary file in the same folder, flushed, then renamed.</summary>
public static partial class AtomicFile
{
    private const string Extension = ".tmp";

    /// <summary>Writes a file.</summary>
    /// <param name="path">Where it goes; an existing file is replaced in one step.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="cancellation">Ends the work; nothing is left behind.</param>
    /// <param name="reached">Called with the file's name at each point of the writing; for tests of interruption.</param>
    /// <exception cref="RetryException">The disk is full, or another thing that a retry may mend.</exception>
    /// <exception cref="UserException">The folder cannot be written.</exception>
    public static Task WriteAsync(
        string path, Func<Stream, CancellationToken, Task> write, CancellationToken cancellation, Action<WritePoint, string>? reached = null) =>
        WriteAsync(path, write, temporary => File.Move(temporary, path, overwrite: true), reached, cancellation);

    /// <summary>Writes a file unless there is one: of several processes that try at once, one does.</summary>
    /// <param name="path">Where it goes.</param>
    /// <param name="content">The content.</param>
    /// <param name="cancellation">Ends the work; nothing is left behind.</param>
    /// <param name="reached">Called with the file's name at each point of the writing; for tests of interruption.</param>
    /// <returns>Whether the file is this one; false where another stands there.</returns>
    /// <exception cref="RetryException">The disk is full, or another thing that a retry may mend.</exception>
    /// <exception cref="UserException">The folder cannot be written.</exception>
    public static async Task<bool> CreateAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellation, Action<WritePoint, string>? reached = null)
    {
        var isNew = true;
        await WriteAsync(path, (stream, token) => stream.WriteAsync(content, token).AsTask(), Give, reached, cancellation).ConfigureAwait(false);
        return isNew;

        void Give(string temporary)
        {
            // A second name can be given to one only; .NET's move looks first and renames then, and on Unix that lets two through.
            if (!OperatingSystem.IsWindows() && Link(temporary, path) == 0)
            {
                File.Delete(temporary);
                return;
            }

            try
            {
                File.Move(temporary, path, overwrite: false);
            }
            catch (IOException) when (File.Exists(path))
            {
                File.Delete(temporary);
                isNew = false;
            }
        }
    }

    private static async Task WriteAsync(
        string path, Func<Stream, CancellationToken, Task> write, Action<string> give, Action<WritePoint, string>? reached, CancellationToken cancellation)
    {
        var unique = Path.GetFileNameWithoutExtension(Path.GetRandomFileName());
        var name = string.Create(CultureInfo.InvariantCulture, $".{Path.GetFileName(path)}.{Host}.{Environment.ProcessId}.{unique}{Extension}");
        var temporary = Path.Combine(Path.GetDirectoryName(path)!, name);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.ReadWrite, FileShare.None))
            {
                await write(stream, cancellation).ConfigureAwait(false);
                if (stream.CanWrite) stream.Flush(flushToDisk: true);
            }

            reached?.Invoke(WritePoint.BeforeRename, Path.GetFileName(path));
            give(temporary);
            reached?.Invoke(WritePoint.AfterRename, Path.GetFileName(path));
        }
        catch (Exception problem)
        {
            if (File.Exists(temporary)) File.Delete(temporary);
            if (problem is IOException or UnauthorizedAccessException) throw Unwritable.Of(path, problem);
            throw;
        }
    }

    /// <summary>The temporary files of processes that no longer live.</summary>
    /// <param name="folder">The folder; those within it count.</param>
    /// <param name="isAlone">Whether no process of another machine uses the folder; where one may, its files count as in use.</param>
    public static IEnumerable<string> Abandoned(string folder, bool isAlone)
    {
        if (!Directory.Exists(folder)) yield break;
        foreach (var file in Directory.EnumerateFiles(folder, ".*" + Extension, SearchOption.AllDirectories))
        {
            var parts = Path.GetFileName(file).Split('.');
            if (parts.Length <= 4 || !int.TryParse(parts[^3], CultureInfo.InvariantCulture, out var process)) continue;
            if (parts[^4] == Host ? !Lives(process) : isAlone) yield return file;
        }
    }

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string file, string name);

    // A process id says nothing without its machine: several may share a folder. A dot would split the file's name.
    private static string Host => Environment.MachineName.Replace('.', '-');

    /// <summary>Whether a process of this machine lives.</summary>
    internal static bool Lives(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
