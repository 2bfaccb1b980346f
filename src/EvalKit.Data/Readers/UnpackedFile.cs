using EvalKit.Core.Store;

namespace EvalKit.Data.Readers;

/// <summary>
/// What a compressed file holds, in a temporary file that no other process sees and that goes with its handle, however the
/// process ends: compressed data cannot be read by position, and memory must not grow with their length.
/// </summary>
internal static class UnpackedFile
{
    private const int Block = 1 << 16;

    /// <summary>Unpacks up to a number of bytes.</summary>
    /// <param name="from">The unpacked bytes.</param>
    /// <param name="length">The most bytes to take.</param>
    /// <returns>The file; it is shorter where <paramref name="from"/> is.</returns>
    /// <exception cref="EvalKit.Core.Errors.UserException">The folder of temporary files is full or cannot be written.</exception>
    public static FileStream Of(Stream from, long length)
    {
        var path = Path.GetTempFileName();
        var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
        try
        {
            // On Unix a file without a name lives until its handle closes.
            if (!OperatingSystem.IsWindows()) File.Delete(path);
            var block = new byte[Block];
            for (int read; length > 0 && (read = from.Read(block, 0, (int)Math.Min(Block, length))) > 0; length -= read) Write(file, block.AsSpan(0, read), path);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static void Write(FileStream file, ReadOnlySpan<byte> block, string path)
    {
        try
        {
            file.Write(block);
        }
        catch (IOException problem)
        {
            throw Unwritable.Of(path, problem);
        }
    }
}
