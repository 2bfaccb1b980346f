using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Parquet;
using Parquet.Schema;

namespace EvalKit.Core.Store;

/// <summary>A column of a unit: one value a sample.</summary>
/// <param name="Name">The column's name, in kebab-case.</param>
public abstract record UnitColumn(string Name)
{
    // Parquet writes the length of a text or byte string before it.
    private protected const int LengthPrefix = sizeof(int);

    /// <summary>The number of rows.</summary>
    public abstract int Rows { get; }

    /// <summary>About the bytes that the column takes in a file.</summary>
    internal abstract int Size { get; }

    internal abstract DataField Field { get; }

    internal abstract Task WriteAsync(ParquetRowGroupWriter writer, DataField field, CancellationToken cancellation);
}

/// <summary>A column of plain numbers.</summary>
/// <typeparam name="T">The number's type.</typeparam>
/// <param name="Name">The column's name.</param>
/// <param name="Values">One value a row.</param>
public sealed record NumberColumn<T>(string Name, T[] Values) : UnitColumn(Name)
    where T : unmanaged
{
    /// <inheritdoc/>
    public override int Rows => Values.Length;

    internal override int Size => Values.Length * Unsafe.SizeOf<T>();

    internal override DataField Field => new DataField<T>(Name);

    internal override Task WriteAsync(ParquetRowGroupWriter writer, DataField field, CancellationToken cancellation) =>
        writer.WriteAsync<T>(field, Values, null, null, cancellation);
}

/// <summary>A column of texts.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Values">One text a row.</param>
public sealed record TextColumn(string Name, string[] Values) : UnitColumn(Name)
{
    /// <inheritdoc/>
    public override int Rows => Values.Length;

    internal override int Size => Values.Sum(value => value.Length + LengthPrefix);

    internal override DataField Field => new DataField<string>(Name, nullable: false);

    internal override Task WriteAsync(ParquetRowGroupWriter writer, DataField field, CancellationToken cancellation) =>
        writer.WriteAsync(field, Values);
}

/// <summary>A column of byte strings, such as the little-endian 32-bit floats of a sample's scores.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Content">The byte strings, one after the other: an array each would take more than they do.</param>
/// <param name="Ends">Where each ends in the content.</param>
public sealed record BytesColumn(string Name, ReadOnlyMemory<byte> Content, int[] Ends) : UnitColumn(Name)
{
    /// <inheritdoc/>
    public override int Rows => Ends.Length;

    internal override int Size => Content.Length + (Rows * LengthPrefix);

    internal override DataField Field => new DataField<byte[]>(Name, nullable: false);

    /// <summary>Cuts rows of numbers into byte strings.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="values">[rows, width]; the column looks at them, and makes no copy.</param>
    /// <param name="width">The number of values in a row.</param>
    public static BytesColumn Of<T>(string name, Memory<T> values, int width)
        where T : unmanaged
    {
        var ends = new int[values.Length / width];
        for (var row = 0; row < ends.Length; row++) ends[row] = (row + 1) * width * Unsafe.SizeOf<T>();
        return new BytesColumn(name, new BytesOf<T>(values).Memory, ends);
    }

    /// <summary>Puts byte strings one after the other.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="rows">One byte string a row.</param>
    public static BytesColumn Of(string name, IReadOnlyList<byte[]> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var (content, ends) = (new byte[rows.Sum(row => row.Length)], new int[rows.Count]);
        var end = 0;
        for (var row = 0; row < ends.Length; row++)
        {
            rows[row].CopyTo(content, end);
            ends[row] = end += rows[row].Length;
        }

        return new BytesColumn(name, content, ends);
    }

    /// <summary>The byte string of a row.</summary>
    public ReadOnlyMemory<byte> Value(int row) => Content[(row == 0 ? 0 : Ends[row - 1])..Ends[row]];

    /// <summary>Reads a row as floats.</summary>
    public ReadOnlySpan<float> Floats(int row) => MemoryMarshal.Cast<byte, float>(Value(row).Span);

    internal override async Task WriteAsync(ParquetRowGroupWriter writer, DataField field, CancellationToken cancellation)
    {
        using var values = MemoryPool<ReadOnlyMemory<byte>>.Shared.Rent(Rows);
        for (var row = 0; row < Rows; row++) values.Memory.Span[row] = Value(row);
        await writer.WriteAsync<ReadOnlyMemory<byte>>(field, values.Memory[..Rows], null, null, cancellation).ConfigureAwait(false);
    }
}
