namespace EvalKit.Core.Store;

/// <summary>
/// The rows of a unit of explanation figures. Columns: <c>sample</c>, <c>reason</c> (why the sample has no value; empty where it
/// has) and one of 64-bit numbers a value.
/// </summary>
/// <param name="Samples">The positions of the samples in the data.</param>
/// <param name="Columns">The names of the values.</param>
/// <param name="Values">[samples][columns].</param>
/// <param name="Reasons">One a sample.</param>
internal sealed record ExplanationRows(int[] Samples, IReadOnlyList<string> Columns, double[][] Values, string[] Reasons)
{
    /// <summary>Room for some samples.</summary>
    public static ExplanationRows Empty(int[] samples, IReadOnlyList<string> columns) =>
        new(samples, columns, [.. samples.Select(_ => new double[columns.Count])], new string[samples.Length]);

    /// <summary>Makes the table.</summary>
    public UnitTable ToTable() => new([
        new NumberColumn<int>("sample", Samples),
        new TextColumn("reason", Reasons),
        .. Columns.Select((name, column) => new NumberColumn<double>(name, [.. Values.Select(row => row[column])]))]);

    /// <summary>Reads tables back, one after the other.</summary>
    public static ExplanationRows FromTables(IReadOnlyList<UnitTable> tables, IReadOnlyList<string> columns)
    {
        var rows = Empty([.. tables.SelectMany(table => table.Numbers<int>("sample"))], columns);
        for (var column = 0; column < columns.Count; column++)
        {
            var row = 0;
            foreach (var value in tables.SelectMany(table => table.Numbers<double>(columns[column]))) rows.Values[row++][column] = value;
        }

        return rows with { Reasons = [.. tables.SelectMany(table => table.Texts("reason"))] };
    }
}
