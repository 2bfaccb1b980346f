using System.Text;
using EvalKit.Core.Data;
using EvalKit.Core.Errors;
using EvalKit.Data.Readers;

namespace EvalKit.Data.Decoding;

/// <summary>A single text of a file.</summary>
/// <param name="Input">What the user named.</param>
/// <param name="Id">The sample's identity, which keys its random streams: the file's name.</param>
/// <param name="Name">A name for the files made from it: that of its file without extension.</param>
/// <param name="Text">The text; line ends are as in the file.</param>
public sealed record StoredText(string Input, string Id, string Name, string Text)
{
    // The whole text is in memory, and its perturbed copies.
    private const int MostBytes = 64 << 20;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a text file in UTF-8, with or without byte order mark.</summary>
    /// <exception cref="UserException">The file is missing, or is not UTF-8.</exception>
    public static StoredText Load(string input)
    {
        var path = DataFile.Find("", input);
        var bytes = BoundedFile.ReadBytes(path, MostBytes);
        var start = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        try
        {
            return new(input, Path.GetFileName(path), Path.GetFileNameWithoutExtension(path), Strict.GetString(bytes, start, bytes.Length - start));
        }
        catch (DecoderFallbackException problem)
        {
            throw new UserException($"{path}: is no text in UTF-8 (the byte 0x{problem.BytesUnknown?.FirstOrDefault():X2} at position {start + problem.Index}); save it as UTF-8", problem);
        }
    }
}
