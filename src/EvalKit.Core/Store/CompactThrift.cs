namespace EvalKit.Core.Store;

/// <summary>Reads the structures of Parquet's metadata. Apache Thrift, compact protocol.</summary>
/// <param name="bytes">The bytes, from the first field of a structure on.</param>
internal ref struct CompactThrift(ReadOnlySpan<byte> bytes)
{
    /// <summary>The types of fields and items; the truth of a boolean field is in its type.</summary>
    private enum Wire
    {
        Stop,
        True,
        False,
        Byte,
        Int16,
        Int32,
        Int64,
        Double,
        Binary,
        List,
        Set,
        Map,
        Structure,
    }

    private const int ManyItems = 15;

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _field;
    private Wire _type;

    /// <summary>The number of bytes read.</summary>
    public int Position { get; private set; }

    /// <summary>Begins a structure that is a field's value or a list's item; its own fields follow.</summary>
    /// <returns>The field to go on from with <see cref="Leave"/>.</returns>
    public int Enter()
    {
        var outer = _field;
        _field = 0;
        return outer;
    }

    /// <summary>Goes on with the outer structure after the last field of an inner one.</summary>
    public void Leave(int outer) => _field = outer;

    /// <summary>Goes to the next field of a structure.</summary>
    /// <param name="field">Its number.</param>
    /// <returns>False after the last.</returns>
    public bool Next(out int field)
    {
        var header = _bytes[Position++];
        _type = (Wire)(header & 0xF);
        if (_type != Wire.Stop) _field = header >> 4 is var step and > 0 ? _field + step : (int)Number();
        field = _field;
        return _type != Wire.Stop;
    }

    /// <summary>The value of a field of whole numbers.</summary>
    public long Number()
    {
        var value = Unsigned();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    /// <summary>The value of a field of bytes.</summary>
    public ReadOnlySpan<byte> Binary()
    {
        var length = (int)Unsigned();
        Position += length;
        return _bytes.Slice(Position - length, length);
    }

    /// <summary>Begins a list; its items follow.</summary>
    /// <returns>The number of items.</returns>
    public int List()
    {
        var header = _bytes[Position++];
        _type = (Wire)(header & 0xF);
        return header >> 4 is var count and < ManyItems ? count : (int)Unsigned();
    }

    /// <summary>Passes over the value of a field.</summary>
    public void Skip()
    {
        switch (_type)
        {
            case Wire.True or Wire.False: break;
            case Wire.Byte: Position++; break;
            case Wire.Int16 or Wire.Int32 or Wire.Int64: Unsigned(); break;
            case Wire.Double: Position += sizeof(double); break;
            case Wire.Binary: Binary(); break;
            case Wire.List:
                var count = List();
                var item = _type;
                for (var i = 0; i < count; i++)
                {
                    _type = item;
                    Skip();
                }

                break;
            case Wire.Structure:
                var outer = Enter();
                while (Next(out _)) Skip();
                Leave(outer);
                break;
            default: throw new InvalidDataException($"the metadata hold a value of the type {_type}, which units do not");
        }
    }

    private ulong Unsigned()
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = _bytes[Position++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80) return value;
        }
    }
}
