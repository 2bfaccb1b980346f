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
    /// <param name="beforeRename">Called when the content is on disk and the name not yet given; for tests of interruption.</param>
    /// <exception cref="UserException">The folder cannot be written, or the disk is full.</exception>
    public static async Task WriteAsync(
        string path, Func<Stream, CancellationToken, Task> write, CancellationToken cancellation, Action? beforeRename = null)
    {
        var unique = Path.GetFileNameWithoutExtension(Path.GetRandomFileName());
        var name = string.Create(CultureInfo.InvariantCulture, $".{Path.GetFileName(path)}.{Environment.ProcessId}.{unique}{Extension}");
        var temporary = Path.Combine(Path.GetDirectoryName(path)!, name);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.ReadWrite, FileShare.None))
            {
                await write(stream, cancellation).ConfigureAwait(false);
                if (stream.CanWrite) stream.Flush(flushToDisk: true);
            }

            beforeRename?.Invoke();
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception problem)
        {
            if (File.Exists(temporary)) File.Delete(temporary);
            if (problem is IOException or UnauthorizedAccessException)
                throw new UserException($"{path}: cannot be written ({problem.Message.TrimEnd('.')}); give another folder with --out, or free some space", problem);
            throw;
        }
    }

    /// <summary>Deletes the temporary files of processes that no longer live.</summary>
    public static void Sweep(string folder)
    {
        if (!Directory.Exists(folder)) return;
        foreach (var file in Directory.EnumerateFiles(folder, ".*" + Extension, SearchOption.AllDirectories))
        {
            var parts = Path.GetFileName(file).Split('.');
            if (parts.Length > 3 && int.TryParse(parts[^3], CultureInfo.InvariantCulture, out var process) && !Lives(process)) File.Delete(file);
        }
    }

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
