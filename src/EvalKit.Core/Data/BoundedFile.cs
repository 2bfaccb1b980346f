using System.Globalization;
using System.Text;
using EvalKit.Core.Errors;

namespace EvalKit.Core.Data;

/// <summary>
/// Reads files of which nothing is known yet: no more than a stated length, and never from a pipe or a device, which may have
/// no end or keep a reader waiting. Such have the length 0 in the file system, and count as empty.
/// </summary>
public static class BoundedFile
{
    /// <summary>The characters of a line at most.</summary>
    public const int LongestLine = 4 << 20;

    /// <summary>Opens a file that is read from its start or by position, without a buffer.</summary>
    /// <exception cref="UserException">It is empty or cannot be read.</exception>
    public static FileStream Open(string path) => OpenOrNull(path)
        ?? throw new UserException($"{path}: the file is empty (or a pipe or device, which is not read)");

    /// <summary>Reads a whole file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="most">The bytes that it may have.</param>
    /// <exception cref="UserException">It has more or cannot be read.</exception>
    public static byte[] ReadBytes(string path, int most)
    {
        using var stream = OpenOrNull(path);
        if (stream is null) return [];
        if (stream.Length > most) throw new UserException(string.Create(CultureInfo.InvariantCulture, $"{path}: the file has {stream.Length:N0} bytes; allowed: at most {most:N0}"));
        var bytes = new byte[stream.Length];
        return bytes.AsSpan(0, stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)).ToArray();
    }

    /// <summary>Reads the lines of a text in UTF-8 one by one, without their ends.</summary>
    /// <param name="path">The file.</param>
    /// <param name="longest">The characters that a line may have.</param>
    /// <exception cref="UserException">A line is longer, or the file cannot be read.</exception>
    public static IEnumerable<string> ReadLines(string path, int longest = LongestLine)
    {
        using var stream = OpenOrNull(path);
        if (stream is null) yield break;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var line = new StringBuilder();
        var buffer = new char[4096];
        var (number, isAfterReturn) = (1, false);
        for (int read; (read = reader.Read(buffer)) > 0;)
        {
            for (var start = 0; start < read;)
            {
                // A line ends with a newline, a return, or a return and a newline.
                if (isAfterReturn && buffer[start] == '\n') start++;
                isAfterReturn = false;
                var end = buffer.AsSpan(start, read - start).IndexOfAny('\r', '\n');
                line.Append(buffer, start, end < 0 ? read - start : end);
                if (buffer.AsSpan(start, end < 0 ? read - start : end).Contains('\0')) throw new UserException($"{path}:{number}: the line holds the character U+0000; save the file as text in UTF-8");
                if (line.Length > longest) throw new UserException(string.Create(CultureInfo.InvariantCulture, $"{path}:{number}: the line has more than {longest:N0} characters, the most that is read"));
                if (end < 0) break;
                yield return line.ToString();
                line.Clear();
                number++;
                isAfterReturn = buffer[start + end] == '\r';
                start += end + 1;
            }
        }

        if (line.Length > 0) yield return line.ToString();
    }

    private static FileStream? OpenOrNull(string path)
    {
        try
        {
            if (new FileInfo(path).Length == 0) return null;
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new UserException($"{path}: the file cannot be read: {problem.Message}", problem);
        }
    }
}
