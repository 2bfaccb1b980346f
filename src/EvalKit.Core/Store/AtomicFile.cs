using System.Diagnostics;
using System.Globalization;
using EvalKit.Core.Errors;

namespace EvalKit.Core.Store;

/// <summary>Writes files that are either whole or absent: to a temporary file in the same folder, flushed, then renamed.</summary>
public static class AtomicFile
{
    private const string Extension = ".tmp";

    /// <summary>Writes a file.</summary>
    /// <param name="path">Where it goes; an existing file is replaced in one step.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="cancellation">Ends the work; nothing is left behind.</param>
    /// <param name="reached">Called with the file's name at each point of the writing; for tests of interruption.</param>
    /// <exception cref="RetryException">The disk is full, or another thing that a retry may mend.</exception>
    /// <exception cref="UserException">The folder cannot be written.</exception>
    public static async Task WriteAsync(
        string path, Func<Stream, CancellationToken, Task> write, CancellationToken cancellation, Action<WritePoint, string>? reached = null)
    {
        var unique = Path.GetFileNameWithoutExtension(Path.GetRandomFileName());
        var file = Path.GetFileName(path);
        var name = string.Create(CultureInfo.InvariantCulture, $".{file}.{Host}.{Environment.ProcessId}.{unique}{Extension}");
        var temporary = Path.Combine(Path.GetDirectoryName(path)!, name);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.ReadWrite, FileShare.None))
            {
                await write(stream, cancellation).ConfigureAwait(false);
                if (stream.CanWrite) stream.Flush(flushToDisk: true);
            }

            reached?.Invoke(WritePoint.BeforeRename, file);
            File.Move(temporary, path, overwrite: true);
            reached?.Invoke(WritePoint.AfterRename, file);
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

    // A process id says nothing without its machine: several may share a folder. A dot would split the file's name.
    private static string Host => Environment.MachineName.Replace('.', '-');

    private static bool Lives(int id)
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
