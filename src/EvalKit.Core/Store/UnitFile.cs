using System.Security.Cryptography;
using System.Text;
using Parquet;
using Parquet.Schema;

namespace EvalKit.Core.Store;

/// <summary>
/// The Parquet form of a unit. Parquet has no checksum that readers verify, and a damaged file can make them loop, so the
/// file's metadata carry a hash of the whole file (with the hash's own place filled with zeros), checked before parsing.
/// </summary>
public static class UnitFile
{
    private const int HashLength = 64;

    // More than a file's head, metadata and end take beside the columns.
    private const int FixedSize = 8192;

    // In Thrift's compact protocol a field header and a one-byte length stand between key and value.
    private const int BetweenKeyAndValue = 2;

    private static readonly byte[] HashKey = "evalkit.sha256"u8.ToArray();

    // Compression costs more time than it saves space on files of this size.
    private static readonly ParquetOptions Options = new() { CompressionMethod = CompressionMethod.None };

    /// <summary>Makes the bytes of a unit's file. Equal rows give equal bytes.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="stream">Receives the file instead of what it holds; its room may be used again and again.</param>
    /// <param name="cancellation">Ends the writing.</param>
    /// <returns>The file, in the stream's own room.</returns>
    public static async Task<ReadOnlyMemory<byte>> WriteAsync(UnitTable table, MemoryStream stream, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(stream);
        stream.SetLength(0);

        // Room for all from the start: arrays of this size that grow and are copied cost whole collections of the heap.
        stream.Capacity = Math.Max(stream.Capacity, FixedSize + table.Columns.Sum(column => column.Size));
        var fields = table.Columns.Select(column => column.Field).ToArray();
        var schema = new ParquetSchema(fields.Cast<Field>().ToArray());
        await using (var writer = await ParquetWriter.CreateAsync(schema, stream, Options, false, cancellation).ConfigureAwait(false))
        {
            writer.CustomMetadata = new Dictionary<string, string> { [Encoding.ASCII.GetString(HashKey)] = new string('0', HashLength) };
            using var group = writer.CreateRowGroup();
            for (var i = 0; i < fields.Length; i++) await table.Columns[i].WriteAsync(group, fields[i], cancellation).ConfigureAwait(false);
            group.CompleteValidate();
        }

        var bytes = stream.GetBuffer().AsMemory(0, (int)stream.Length);
        var place = HashPlace(bytes.Span);
        if (place.ContainsAnyExcept((byte)'0')) throw new InvalidDataException("the hash's place was not found in the file's metadata");
        Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(bytes.Span)), place);
        return bytes;
    }

    /// <summary>Reads a unit.</summary>
    /// <param name="bytes">The whole file; the place of the hash is overwritten. No column keeps hold of it.</param>
    /// <param name="wanted">The names of the columns that are needed; others may be left out. Null for all.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="InvalidDataException">The file is damaged: its content has another hash.</exception>
    public static async Task<UnitTable> ReadAsync(Memory<byte> bytes, IReadOnlyCollection<string>? wanted, CancellationToken cancellation)
    {
        if (!HasOwnHash(bytes.Span)) throw new InvalidDataException("its content does not match its hash");
        if (PlainUnit.Read(bytes.Span, wanted) is { } plain) return new UnitTable(plain);
        using var stream = new MemoryStream(bytes.ToArray(), writable: false);
        await using var reader = await ParquetReader.CreateAsync(stream, Options, false, cancellation).ConfigureAwait(false);
        using var group = reader.OpenRowGroupReader(0);
        var columns = new List<UnitColumn>();
        foreach (var field in reader.Schema.GetDataFields())
            columns.Add(await ReadColumnAsync(group, field, checked((int)group.RowCount), cancellation).ConfigureAwait(false));
        return new UnitTable(columns);
    }

    private static bool HasOwnHash(Span<byte> bytes)
    {
        var place = HashPlace(bytes);
        var said = Encoding.ASCII.GetString(place);
        place.Fill((byte)'0');
        return said == Convert.ToHexStringLower(SHA256.HashData(bytes));
    }

    // Empty where the file has no such place.
    private static Span<byte> HashPlace(Span<byte> bytes)
    {
        var key = bytes.LastIndexOf(HashKey);
        var start = key + HashKey.Length + BetweenKeyAndValue;
        return key < 0 || start + HashLength > bytes.Length ? [] : bytes.Slice(start, HashLength);
    }

    private static async Task<UnitColumn> ReadColumnAsync(ParquetRowGroupReader group, DataField field, int rows, CancellationToken cancellation)
    {
        if (field.ClrType == typeof(int)) return await NumbersAsync<int>().ConfigureAwait(false);
        if (field.ClrType == typeof(float)) return await NumbersAsync<float>().ConfigureAwait(false);
        if (field.ClrType == typeof(double)) return await NumbersAsync<double>().ConfigureAwait(false);
        if (field.ClrType == typeof(ReadOnlyMemory<char>))
        {
            var texts = new string?[rows];
            await group.ReadAsync(field, texts.AsMemory(), null, cancellation).ConfigureAwait(false);
            return new TextColumn(field.Name, texts!);
        }

        var bytes = new byte[]?[rows];
        await group.ReadAsync(field, bytes.AsMemory(), null, cancellation).ConfigureAwait(false);
        return BytesColumn.Of(field.Name, bytes!);

        async Task<UnitColumn> NumbersAsync<T>()
            where T : unmanaged
        {
            var values = new T[rows];
            await group.ReadAsync<T>(field, values.AsMemory(), null, cancellation).ConfigureAwait(false);
            return new NumberColumn<T>(field.Name, values);
        }
    }
}
