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
/// <param name="Values">One byte string a row, as a rule pieces of one array: an array a row would be more than its content.</param>
public sealed record BytesColumn(string Name, ReadOnlyMemory<byte>[] Values) : UnitColumn(Name)
{
    /// <inheritdoc/>
    public override int Rows => Values.Length;

    internal override int Size => Values.Sum(value => value.Length + LengthPrefix);

    internal override DataField Field => new DataField<byte[]>(Name, nullable: false);

    /// <summary>Cuts rows of numbers into byte strings.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="values">[rows, width].</param>
    /// <param name="width">The number of values in a row.</param>
    public static BytesColumn Of<T>(string name, ReadOnlySpan<T> values, int width)
        where T : unmanaged
    {
        var bytes = MemoryMarshal.AsBytes(values).ToArray();
        var rows = new ReadOnlyMemory<byte>[values.Length / width];
        var length = width * Unsafe.SizeOf<T>();
        for (var row = 0; row < rows.Length; row++) rows[row] = bytes.AsMemory(row * length, length);
        return new BytesColumn(name, rows);
    }

    /// <summary>Reads a row as floats.</summary>
    public ReadOnlySpan<float> Floats(int row) => MemoryMarshal.Cast<byte, float>(Values[row].Span);

    internal override Task WriteAsync(ParquetRowGroupWriter writer, DataField field, CancellationToken cancellation) =>
        writer.WriteAsync<ReadOnlyMemory<byte>>(field, Values, null, null, cancellation);
}
