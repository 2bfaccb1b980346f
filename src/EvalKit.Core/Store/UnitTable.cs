namespace EvalKit.Core.Store;

/// <summary>The rows of one unit.</summary>
/// <param name="Columns">The columns, all of the same length.</param>
public sealed record UnitTable(IReadOnlyList<UnitColumn> Columns)
{
    /// <summary>The number of rows.</summary>
    public int Rows => Columns.Count == 0 ? 0 : Columns[0].Rows;

    /// <summary>The values of a column of numbers.</summary>
    /// <exception cref="InvalidDataException">There is no such column of that type.</exception>
    public T[] Numbers<T>(string name)
        where T : unmanaged => Find<NumberColumn<T>>(name).Values;

    /// <summary>The values of a column of texts.</summary>
    /// <exception cref="InvalidDataException">There is no such column of that type.</exception>
    public string[] Texts(string name) => Find<TextColumn>(name).Values;

    /// <summary>A column of byte strings.</summary>
    /// <exception cref="InvalidDataException">There is no such column of that type.</exception>
    public BytesColumn Bytes(string name) => Find<BytesColumn>(name);

    private T Find<T>(string name)
        where T : UnitColumn =>
        Columns.OfType<T>().FirstOrDefault(column => column.Name == name)
            ?? throw new InvalidDataException($"the unit has no column '{name}' of type {typeof(T).Name}");
}
