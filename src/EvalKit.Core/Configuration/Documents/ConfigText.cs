using System.Globalization;
using System.Text;
using EvalKit.Core.Errors;

namespace EvalKit.Core.Configuration.Documents;

/// <summary>Reads the text of a configuration's file.</summary>
internal static class ConfigText
{
    /// <summary>Far above any configuration written by hand; a model given by mistake is not read whole.</summary>
    private const int MaximumBytes = 4 << 20;

    /// <summary>Reads UTF-8, with or without a byte order mark.</summary>
    /// <exception cref="UserException">The file is missing, unreadable, too long, or not UTF-8.</exception>
    public static string Read(string file)
    {
        if (!File.Exists(file)) throw Missing(file);
        byte[] bytes;
        try
        {
            // A pipe or device does not tell its length.
            using var stream = File.OpenRead(file);
            var length = stream.CanSeek ? stream.Length : 0;
            if (length > MaximumBytes) throw new UserException($"{file}: the file has {length} bytes; a configuration has at most {MaximumBytes}");
            bytes = new byte[length > 0 ? length : MaximumBytes + 1];
            bytes = bytes[..stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
            if (bytes.Length > MaximumBytes) throw new UserException($"{file}: there are more than {MaximumBytes} bytes; a configuration has at most that many");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UserException($"{file}: the file cannot be read: {exception.Message}", exception);
        }

        return Decode(bytes, file);
    }

    private static string Decode(byte[] bytes, string file)
    {
        var encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);
        var content = bytes.AsSpan().StartsWith(encoding.Preamble) ? bytes.AsSpan(encoding.Preamble.Length) : bytes;
        try
        {
            return encoding.GetString(content);
        }
        catch (DecoderFallbackException exception)
        {
            var index = Math.Max(exception.Index, 0);
            var before = Encoding.UTF8.GetString(content[..index]);
            var place = new SourcePlace(file, before.Count(unit => unit == '\n') + 1, before.Length - before.LastIndexOf('\n'));
            throw new UserException(
                string.Create(CultureInfo.InvariantCulture, $"{place}: the byte 0x{content[index]:X2} is not UTF-8; save the file as UTF-8"),
                exception);
        }
    }

    private static UserException Missing(string file)
    {
        if (Directory.Exists(file)) return new UserException($"{file}: this is a folder; give the configuration's file");
        var folder = Path.GetDirectoryName(file) is { Length: > 0 } named ? named : ".";
        if (!Directory.Exists(folder)) return new UserException($"{file}: there is no such file, nor the folder {folder}");
        var names = Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);
        return new UserException($"{file}: there is no such file{NearestName.Hint(Path.GetFileName(file), names)}");
    }
}
