using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using EvalKit.Core.Data;
using EvalKit.Core.Errors;

namespace EvalKit.Data.Readers;

/// <summary>An array in a file of NumPy, read by position. Safe to read from several threads.</summary>
/// <remarks>The format is described in NumPy's documentation, numpy.lib.format, versions 1 to 3.</remarks>
internal sealed partial class NpyFile : IDisposable
{
    private const int LongestHeader = 1 << 16;
    private const int MostAxes = 64;

    private readonly FileStream _stream;
    private readonly long _first;

    private NpyFile(string path, FileStream stream, long first, string type, IReadOnlyList<int> axes) =>
        (FilePath, _stream, _first, Type, Axes) = (path, stream, first, type, axes);

    public string FilePath { get; }

    /// <summary>The type of the numbers as NumPy writes it: <c>|u1</c> is an unsigned byte.</summary>
    public string Type { get; }

    /// <summary>The length of each axis; the last varies fastest.</summary>
    public IReadOnlyList<int> Axes { get; }

    /// <summary>Type and axes, for messages.</summary>
    public string Described => $"{Type} [{string.Join(", ", Axes)}]";

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Opens a file and checks that it is whole.</summary>
    /// <exception cref="UserException">It is not a file of NumPy, cut short, or holds what is not read here.</exception>
    public static NpyFile Open(string path)
    {
        var stream = BoundedFile.Open(path);
        try
        {
            return Read(path, stream);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Reads a file of whole numbers with one axis.</summary>
    /// <exception cref="UserException">It holds something else.</exception>
    public static long[] ReadIntegers(string path)
    {
        using var file = Open(path);
        if (file.Axes is not [var count] || file.Type is not ("|u1" or "<i4" or "<i8"))
            throw new UserException($"{path}: holds {file.Described}; allowed: whole numbers (|u1, <i4 or <i8) [n]");
        var size = SizeOf(file.Type);
        var bytes = new byte[count * size];
        file.Read(0, bytes);
        return [.. Enumerable.Range(0, count).Select(index => size switch
        {
            1 => bytes[index],
            4 => BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(4 * index)),
            _ => BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(8 * index)),
        })];
    }

    /// <summary>Reads bytes of the numbers, from an offset counted from the first number.</summary>
    public void Read(long offset, Span<byte> bytes)
    {
        for (var done = 0; done < bytes.Length;)
        {
            var read = RandomAccess.Read(_stream.SafeFileHandle, bytes[done..], _first + offset + done);
            if (read == 0) throw new UserException($"{FilePath}: the file became shorter while it was read");
            done += read;
        }
    }

    public void Dispose() => _stream.Dispose();

    private static NpyFile Read(string path, FileStream stream)
    {
        Span<byte> start = stackalloc byte[12];
        if (stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length || !start.StartsWith(Magic))
            throw new UserException($"{path}: not a file of NumPy (.npy)");
        var (before, length) = start[6] == 1
            ? (10, BinaryPrimitives.ReadUInt16LittleEndian(start[8..]))
            : (12, BinaryPrimitives.ReadUInt32LittleEndian(start[8..]));
        if (length > LongestHeader) throw new UserException($"{path}: the header is damaged");
        var bytes = new byte[length];
        stream.Position = before;
        stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        var text = Encoding.UTF8.GetString(bytes);
        var type = TypePattern.Match(text).Groups[1].Value;
        var axes = AxesPattern.Match(text).Groups[1].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (type.Length == 0 || axes.Length is 0 or > MostAxes || !Array.TrueForAll(axes, axis => int.TryParse(axis, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
            throw new UserException($"{path}: its header is not read here: {text.Trim()}");
        if (!text.Contains("'fortran_order': False", StringComparison.Ordinal)) throw new UserException($"{path}: the array is stored in Fortran's order; save it in C's order");

        var file = new NpyFile(path, stream, before + length, type, [.. axes.Select(axis => int.Parse(axis, CultureInfo.InvariantCulture))]);
        var whole = file.Axes.Aggregate((Int128)SizeOf(type), (product, axis) => Int128.Min(product * axis, (Int128)1 << 64)) + file._first;
        return stream.Length == whole
            ? file
            : throw new UserException(string.Create(CultureInfo.InvariantCulture, $"{path}: cut short or damaged: by its header {file.Described} it has {whole:N0} bytes, but the file has {stream.Length:N0}"));
    }

    /// <summary>The bytes of a number: the digits at the end of its type.</summary>
    private static int SizeOf(string type) => int.Parse(type.AsSpan(2), CultureInfo.InvariantCulture);

    [GeneratedRegex(@"'descr': *'([<>|=][a-z]\d{1,2})'")]
    private static partial Regex TypePattern { get; }

    [GeneratedRegex(@"'shape': *\(([\d, ]*)\)")]
    private static partial Regex AxesPattern { get; }
}
