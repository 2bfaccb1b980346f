using EvalKit.Core.Store;
using Parquet;
using Parquet.Schema;

namespace EvalKit.Core.Tests.Store;

public sealed class UnitFileTests
{
    private static readonly UnitTable Table = new([
        new NumberColumn<int>("sample", [0, 1, 2]),
        new TextColumn("id", ["a", "b/ü.png", ""]),
        new NumberColumn<float>("loss", [0.5f, float.NaN, -0f]),
        new NumberColumn<double>("value", [double.MaxValue, double.NegativeInfinity, 1e-300]),
        BytesColumn.Of<float>("scores", new float[] { 1, 2, 3, 4, 5, 6 }, 2)]);

    [Fact]
    public async Task A_unit_reads_back_as_written()
    {
        var read = await ReadAsync(await WriteAsync(Table));

        Assert.Equal([0, 1, 2], read.Numbers<int>("sample"));
        Assert.Equal(["a", "b/ü.png", ""], ((TextColumn)read.Columns[1]).Values);
        Assert.Equal([0.5f, float.NaN, -0f], read.Numbers<float>("loss"));
        Assert.Equal([double.MaxValue, double.NegativeInfinity, 1e-300], read.Numbers<double>("value"));
        Assert.Equal([3, 4], read.Bytes("scores").Floats(1).ToArray());
    }

    [Fact]
    public async Task Equal_rows_give_equal_bytes() => Assert.Equal(await WriteAsync(Table), await WriteAsync(Table));

    [Fact]
    public async Task A_longer_unit_before_it_changes_no_byte()
    {
        var alone = await WriteAsync(Table);
        using var room = new MemoryStream();
        await UnitFile.WriteAsync(new UnitTable([new NumberColumn<double>("value", [.. Enumerable.Range(0, 5_000).Select(i => i / 3.0)])]), room, CancellationToken.None);

        Assert.Equal(alone, (await UnitFile.WriteAsync(Table, room, CancellationToken.None)).ToArray());
    }

    [Fact]
    public async Task Columns_that_are_not_wanted_are_left_out()
    {
        var read = await ReadAsync(await WriteAsync(Table), "value", "sample");

        Assert.Equal(["sample", "value"], read.Columns.Select(column => column.Name));
        Assert.Equal([double.MaxValue, double.NegativeInfinity, 1e-300], read.Numbers<double>("value"));
    }

    [Fact]
    public async Task Byte_strings_of_different_lengths_read_back_as_written()
    {
        byte[][] rows = [[1, 2, 3], [], [4]];

        var read = (await ReadAsync(await WriteAsync(new UnitTable([BytesColumn.Of("map", rows)])))).Bytes("map");

        Assert.Equal(rows, Enumerable.Range(0, read.Rows).Select(row => read.Value(row).ToArray()));
    }

    [Fact]
    public async Task Every_flipped_bit_is_noticed()
    {
        var bytes = await WriteAsync(Table);
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var damaged = (byte[])bytes.Clone();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(damaged));
        }
    }

    [Fact]
    public async Task A_truncated_file_is_refused()
    {
        var bytes = await WriteAsync(Table);
        await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(bytes[..^9]));
        await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync([]));
    }

    [Fact]
    public void A_missing_column_is_named() =>
        Assert.Contains("'loss'", Assert.Throws<InvalidDataException>(() => Table.Numbers<int>("loss")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(40_000)]
    public async Task A_unit_needs_no_library_to_be_read(int rows)
    {
        int[] samples = [.. Enumerable.Range(0, rows)];
        // As many columns as make Thrift write the length of a list apart.
        var table = new UnitTable([
            .. Enumerable.Range(0, 16).Select(i => new NumberColumn<int>($"column-{i}", samples)),
            new TextColumn("id", [.. samples.Select(sample => $"{sample}.png")]),
            BytesColumn.Of<float>("scores", samples.Select(sample => (float)sample).ToArray(), 1)]);

        var columns = PlainUnit.Read(await WriteAsync(table))!;

        Assert.Equal(table.Columns.Select(column => column.Name), columns.Select(column => column.Name));
        Assert.All(columns.Take(16), column => Assert.Equal(samples, ((NumberColumn<int>)column).Values));
        Assert.Equal(((TextColumn)table.Columns[16]).Values, ((TextColumn)columns[16]).Values);
        Assert.Equal(samples.Select(sample => (float)sample), samples.Select(row => ((BytesColumn)columns[17]).Floats(row)[0]));
    }

    [Theory]
    [InlineData(CompressionMethod.Snappy, false)]
    [InlineData(CompressionMethod.None, true)]
    public async Task A_file_of_another_form_is_left_to_the_library(CompressionMethod compression, bool nullable)
    {
        using var stream = new MemoryStream();
        var field = new DataField("id", typeof(string), nullable);
        await using (var writer = await ParquetWriter.CreateAsync(new ParquetSchema(field), stream, new ParquetOptions { CompressionMethod = compression }))
        {
            using var group = writer.CreateRowGroup();
            await group.WriteAsync(field, ["a", "b"]);
            group.CompleteValidate();
        }

        Assert.Null(PlainUnit.Read(stream.ToArray()));
    }

    private static async Task<byte[]> WriteAsync(UnitTable table)
    {
        using var room = new MemoryStream();
        return (await UnitFile.WriteAsync(table, room, CancellationToken.None)).ToArray();
    }

    private static Task<UnitTable> ReadAsync(byte[] bytes, params string[]? wanted) => UnitFile.ReadAsync(bytes.ToArray(), wanted is [] ? null : wanted, CancellationToken.None);
}
