namespace EvalKit.Core.Metrics;

/// <summary>The samples that several tables have in common, and the rows in which each holds them.</summary>
public sealed class CommonSamples
{
    private readonly int[][] _rows;

    private CommonSamples(ReadOnlyMemory<int> samples, int[][] rows)
    {
        Samples = samples;
        _rows = rows;
    }

    /// <summary>The positions of the samples in the data, ascending.</summary>
    public ReadOnlyMemory<int> Samples { get; }

    /// <summary>The number of common samples.</summary>
    public int Count => Samples.Length;

    /// <summary>The rows of a table that hold the common samples, in their order.</summary>
    /// <param name="table">The table's place in what <see cref="Of"/> was given.</param>
    public ReadOnlySpan<int> Rows(int table) => _rows[table];

    /// <summary>Finds the common samples.</summary>
    /// <param name="tables">The samples of each table, ascending without repeats; at least one table.</param>
    public static CommonSamples Of(IReadOnlyList<ReadOnlyMemory<int>> tables)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ReadOnlyMemory<int> common = tables[0];
        foreach (var table in tables)
        {
            if (!table.Span.SequenceEqual(common.Span)) common = Intersect(common.Span, table.Span);
        }

        // Tables that hold the same samples, as most do, share their rows.
        int[]? same = null;
        return new(common, [.. tables.Select(table => table.Length == common.Length ? same ??= [.. Enumerable.Range(0, common.Length)] : RowsOf(common.Span, table.Span))]);
    }

    private static int[] Intersect(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        var common = new List<int>(Math.Min(a.Length, b.Length));
        foreach (var sample in a)
        {
            if (b.BinarySearch(sample) >= 0) common.Add(sample);
        }

        return [.. common];
    }

    private static int[] RowsOf(ReadOnlySpan<int> common, ReadOnlySpan<int> table)
    {
        var rows = new int[common.Length];
        for (int i = 0, row = 0; i < rows.Length; i++, row++)
        {
            while (table[row] != common[i]) row++;
            rows[i] = row;
        }

        return rows;
    }
}
