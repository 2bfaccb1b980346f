using System.Text;
using EvalKit.Core.Errors;
using EvalKit.Data.Tables;

namespace EvalKit.Data.Tests.Tables;

public sealed class StoredTableTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Columns_are_of_numbers_or_of_categories()
    {
        var table = Load("age,city,score\n20,Köln,1e2\n40,\"Paris, FR\",NA\n\n30,Köln,\n");
        Assert.Equal(3, table.Rows);
        Assert.Equal(new("city", 0, 0, 2, 0), table.Columns[1]);
        Assert.Equal(new("score", 100, 0), table.Columns[2]);
        Assert.Equal(("age", 30.0), (table.Columns[0].Name, table.Columns[0].Mean));
        Assert.Equal(Math.Sqrt(200.0 / 3), table.Columns[0].Deviation, 1e-12);
        Assert.Equal([20, 0, 100], table.Row(0));
        Assert.Equal([40, 1, float.NaN], table.Row(1));
    }

    [Fact]
    public void What_did_not_change_keeps_its_text()
    {
        const string Text = "id,x,c\n007,1.50,\"a, b\"\n123456789012,NA,\" c\"\n";
        var table = Load(Text);
        Assert.Equal(Text, Written(table, [table.Row(0), table.Row(1)]));
        var (first, second) = (table.Row(0), table.Row(1));
        (first[1], first[2], second[1]) = (float.NaN, table.Row(1)[2], 0.1f);
        Assert.Equal("id,x,c\n007,,\" c\"\n123456789012,0.1,\" c\"\n", Written(table, [first, second]));
    }

    [Theory]
    [InlineData("a,b\n1,2\n3\n", ":3: has 1 cells, but the header names 2 columns")]
    [InlineData("a,b\n1,2,3\n", ":2: has 3 cells")]
    [InlineData("", "holds no table")]
    [InlineData("a,b\n", "holds no table")]
    [InlineData("1,2\n3,4\n", ":1: holds numbers only; the first line must name the columns")]
    [InlineData("a,b,a\n3,4,5\n", "names the column 'a' twice")]
    [InlineData("a,b\n\"3,4\n", "a quote is not closed")]
    public void Mistakes_are_told(string text, string message) =>
        Assert.Contains(message, Assert.Throws<UserException>(() => Load(text)).Message, StringComparison.Ordinal);

    private static string Written(StoredTable table, IEnumerable<float[]> rows)
    {
        using var stream = new MemoryStream();
        table.Write(stream, rows);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private StoredTable Load(string text) => StoredTable.Load(_folder.Write("table.csv", text));
}
