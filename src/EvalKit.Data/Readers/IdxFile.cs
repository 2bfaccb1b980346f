using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using EvalKit.Core.Data;
using EvalKit.Core.Errors;

namespace EvalKit.Data.Readers;

/// <summary>
/// An IDX file: four bytes 0, 0, type, number of axes; the axes' lengths; the numbers, all big-endian. A plain file is
/// read by position, a gzip file is unpacked first (<see cref="UnpackedFile"/>). Safe to read from several threads.
/// </summary>
/// <remarks>The format is described in LeCun, Cortes and Burges, "The MNIST database of handwritten digits".</remarks>
internal sealed class IdxFile : IDisposable
{
    // What deflate can do at most: 258 bytes of two bits.
    private const int LargestRatio = 1032;

    private readonly FileStream _stream;
    private readonly int _start;

    private IdxFile(string path, IdxHeader header, FileStream stream, int start) =>
        (FilePath, Header, _stream, _start) = (path, header, stream, start);

    public string FilePath { get; }

    public IdxHeader Header { get; }

    /// <summary>Opens a file, plain or gzip (told by its first bytes), and checks that it is whole.</summary>
    /// <exception cref="UserException">It is not an IDX file, or cut short, or damaged.</exception>
    public static IdxFile Open(string path)
    {
        var stream = BoundedFile.Open(path);
        IdxFile? plain = null;
        try
        {
            var isGzip = stream.ReadByte() == 0x1f && stream.ReadByte() == 0x8b;
            stream.Position = 0;
            return isGzip ? Unpack(path, stream) : plain = OfPlain(path, stream);
        }
        finally
        {
            if (plain is null) stream.Dispose();
        }
    }

    /// <summary>Reads bytes of the numbers, from an offset counted from the first number.</summary>
    public void Read(long offset, Span<byte> bytes)
    {
        for (var done = 0; done < bytes.Length;)
        {
            var read = RandomAccess.Read(_stream.SafeFileHandle, bytes[done..], _start + offset + done);
            if (read == 0) throw new UserException($"{FilePath}: the file became shorter while it was read");
            done += read;
        }
    }

    public void Dispose() => _stream.Dispose();

    private static IdxFile OfPlain(string path, FileStream stream)
    {
        var header = IdxHeader.Read(path, stream);
        return stream.Length == header.Length + header.DataLength
            ? new(path, header, stream, header.Length)
            : throw WrongLength(path, header, $"the file has {Bytes(stream.Length)}");
    }

    private static IdxFile Unpack(string path, FileStream stream)
    {
        FileStream? numbers = null;
        IdxFile? whole = null;
        try
        {
            using var unpacked = new GZipStream(stream, CompressionMode.Decompress);
            var header = IdxHeader.Read(path, unpacked);
            if (header.DataLength > stream.Length * LargestRatio)
                throw WrongLength(path, header, $"a gzip file of {Bytes(stream.Length)} cannot unpack to that");
            numbers = UnpackedFile.Of(unpacked, (long)header.DataLength);
            var read = numbers.Length;
            if (read < header.DataLength) throw WrongLength(path, header, $"the gzip file unpacks to {Bytes(header.Length + read)}");
            // Reading on to the end also has the decompressor compare the checksum, but only where that is not cut off: a
            // gzip file ends with its unpacked length modulo 2^32.
            if (unpacked.ReadByte() >= 0) throw WrongLength(path, header, "the gzip file unpacks to more");
            Span<byte> end = stackalloc byte[4];
            RandomAccess.Read(stream.SafeFileHandle, end, stream.Length - end.Length);
            if (BinaryPrimitives.ReadUInt32LittleEndian(end) != (uint)(header.Length + read))
                throw new InvalidDataException("The unpacked length at the end of the file is not that of the content.");
            return whole = new(path, header, numbers, 0);
        }
        catch (InvalidDataException damage)
        {
            throw new UserException($"{path}: the gzip file is cut short or damaged", damage);
        }
        finally
        {
            if (whole is null) numbers?.Dispose();
        }
    }

    private static UserException WrongLength(string path, IdxHeader header, string found) => new(
        $"{path}: cut short or damaged: by its header [{string.Join(", ", header.Axes)}] it has "
        + $"{Bytes(header.Length + header.DataLength)}, but {found}");

    private static string Bytes(Int128 count) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} bytes");
}
