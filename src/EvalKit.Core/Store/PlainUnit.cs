using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace EvalKit.Core.Store;

/// <summary>
/// Reads a unit's file in the form that <see cref="UnitFile"/> writes: one group of rows, each column one page of plain
/// values. To compile the library's general reader takes longer than most gates do, which read a few such files.
/// Apache Parquet 2.10: file metadata, and the encoding PLAIN.
/// </summary>
internal static class PlainUnit
{
    private const int FooterLength = 8;

    private enum Physical
    {
        Int32 = 1,
        Float = 4,
        Double = 5,
        ByteArray = 6,
    }

    private sealed record Field(string Name, bool IsText, bool IsRequired);

    private sealed record Chunk(Physical Type, bool IsPlain, long Page);

    /// <summary>Reads the columns; null where the file has another form.</summary>
    /// <param name="bytes">The whole file, whose hash was checked.</param>
    /// <param name="wanted">The names of the columns to read; null for all.</param>
    public static IReadOnlyList<UnitColumn>? Read(ReadOnlySpan<byte> bytes, IReadOnlyCollection<string>? wanted = null)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes[^FooterLength..]);
        var (fields, chunks, rows) = Metadata(new CompactThrift(bytes[^(FooterLength + length)..]));
        if (fields.Count != chunks.Count) return null;
        var columns = new List<UnitColumn>();
        for (var i = 0; i < fields.Count; i++)
        {
            if (wanted?.Contains(fields[i].Name) == false) continue;
            if (!fields[i].IsRequired || !chunks[i].IsPlain || Page(bytes[(int)chunks[i].Page..], rows, out var values) is false) return null;
            if (Column(fields[i], chunks[i].Type, values, rows) is not { } column) return null;
            columns.Add(column);
        }

        return columns;
    }

    private static UnitColumn? Column(Field field, Physical type, ReadOnlySpan<byte> values, int rows) => type switch
    {
        Physical.Int32 => new NumberColumn<int>(field.Name, MemoryMarshal.Cast<byte, int>(values).ToArray()),
        Physical.Float => new NumberColumn<float>(field.Name, MemoryMarshal.Cast<byte, float>(values).ToArray()),
        Physical.Double => new NumberColumn<double>(field.Name, MemoryMarshal.Cast<byte, double>(values).ToArray()),
        Physical.ByteArray when field.IsText => new TextColumn(field.Name, Texts(values, rows)),
        Physical.ByteArray => ByteStrings(field.Name, values, rows),
        _ => null,
    };

    private static string[] Texts(ReadOnlySpan<byte> values, int rows)
    {
        var texts = new string[rows];
        for (var row = 0; row < rows; row++) texts[row] = Encoding.UTF8.GetString(Next(ref values));
        return texts;
    }

    private static BytesColumn ByteStrings(string name, ReadOnlySpan<byte> values, int rows)
    {
        var (content, ends) = (new byte[values.Length - (rows * sizeof(int))], new int[rows]);
        var end = 0;
        for (var row = 0; row < rows; row++)
        {
            var value = Next(ref values);
            value.CopyTo(content.AsSpan(end));
            ends[row] = end += value.Length;
        }

        return new BytesColumn(name, content, ends);
    }

    // Each value stands behind its length.
    private static ReadOnlySpan<byte> Next(ref ReadOnlySpan<byte> values)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(values);
        var value = values.Slice(sizeof(int), length);
        values = values[(sizeof(int) + length)..];
        return value;
    }

    private static (List<Field> Fields, List<Chunk> Chunks, int Rows) Metadata(CompactThrift file)
    {
        var (fields, chunks, rows) = (new List<Field>(), new List<Chunk>(), 0L);
        while (file.Next(out var field))
        {
            switch (field)
            {
                case 2:
                    for (var left = file.List(); left > 0; left--) fields.Add(SchemaElement(ref file));
                    break;
                case 3: rows = file.Number(); break;
                case 4:
                    for (var left = file.List(); left > 0; left--) RowGroup(ref file, chunks);
                    break;
                default: file.Skip(); break;
            }
        }

        // The first element of the schema is its root.
        fields.RemoveAt(0);
        return (fields, chunks, checked((int)rows));
    }

    private static Field SchemaElement(ref CompactThrift file)
    {
        var (name, isText, isRequired) = ("", false, false);
        var outer = file.Enter();
        while (file.Next(out var field))
        {
            switch (field)
            {
                case 3: isRequired = file.Number() == 0; break;
                case 4: name = Encoding.UTF8.GetString(file.Binary()); break;
                case 6: isText = file.Number() == 0; break;
                default: file.Skip(); break;
            }
        }

        file.Leave(outer);
        return new Field(name, isText, isRequired);
    }

    private static void RowGroup(ref CompactThrift file, List<Chunk> chunks)
    {
        var outer = file.Enter();
        while (file.Next(out var field))
        {
            if (field != 1)
            {
                file.Skip();
                continue;
            }

            for (var left = file.List(); left > 0; left--)
            {
                var group = file.Enter();
                while (file.Next(out var part))
                {
                    if (part == 3) chunks.Add(ColumnMetadata(ref file));
                    else file.Skip();
                }

                file.Leave(group);
            }
        }

        file.Leave(outer);
    }

    private static Chunk ColumnMetadata(ref CompactThrift file)
    {
        var (type, isPlain, page) = (0L, true, 0L);
        var outer = file.Enter();
        while (file.Next(out var field))
        {
            switch (field)
            {
                case 1: type = file.Number(); break;
                case 4: isPlain &= file.Number() == 0; break;
                case 9: page = file.Number(); break;
                case 11: isPlain &= file.Number() == 0; break;
                default: file.Skip(); break;
            }
        }

        file.Leave(outer);
        return new Chunk((Physical)type, isPlain, page);
    }

    // False where the first page of a column does not hold all its values, plain.
    private static bool Page(ReadOnlySpan<byte> bytes, int rows, out ReadOnlySpan<byte> values)
    {
        var header = new CompactThrift(bytes);
        var (isPlain, size) = (true, 0L);
        while (header.Next(out var field))
        {
            switch (field)
            {
                case 1: isPlain &= header.Number() == 0; break;
                case 3: size = header.Number(); break;
                case 5:
                    var outer = header.Enter();
                    while (header.Next(out var part))
                    {
                        if (part == 1) isPlain &= header.Number() == rows;
                        else if (part == 2) isPlain &= header.Number() == 0;
                        else header.Skip();
                    }

                    header.Leave(outer);
                    break;
                default: header.Skip(); break;
            }
        }

        values = bytes.Slice(header.Position, (int)size);
        return isPlain;
    }
}
