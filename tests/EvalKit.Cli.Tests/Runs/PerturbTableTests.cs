using System.Globalization;
using System.Text;

namespace EvalKit.Cli.Tests.Runs;

public sealed class PerturbTableTests : IDisposable
{
    private readonly PictureFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_table_is_written_with_what_changed()
    {
        var rows = Enumerable.Range(0, 200).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i},{i % 7},{(i % 2 == 0 ? "yes" : "no")}"));
        var table = Write("people.csv", "age,size,label\n" + string.Join('\n', rows) + "\n");
        var output = await PictureFolder.OutputAsync("perturb", table, "--kind", "missing-values", "unit-errors", "--severities", "5", "--set", "missing-values.replacement=nothing", "--keep", "label", "--out", _folder.At("here"));

        // Half of two of three columns; a tenth of the ages is 0 ... 199 times 10 or 1,000, and 0 stays 0.
        Assert.StartsWith($"{table}: 200 rows, 2 columns of numbers, 1 of categories, seed 0\n", output, StringComparison.Ordinal);
        Assert.Contains("missing-values-5.csv  33.3 % of cells\n", output, StringComparison.Ordinal);
        var written = Text("people/missing-values-5.csv").TrimEnd('\n').Split('\n');
        Assert.Equal("age,size,label", written[0]);
        Assert.Equal(200, written.Skip(1).Sum(line => line.Split(',')[..2].Count(cell => cell.Length == 0)));
        Assert.Equal(rows.Select(row => row.Split(',')[2]), written.Skip(1).Select(line => line.Split(',')[2]));
        Assert.All(written.Skip(1).Zip(rows), pair => Assert.True(pair.First.Split(',')[0] is var age && (age.Length == 0 || age == pair.Second.Split(',')[0])));

        await PictureFolder.OutputAsync("perturb", table, "--kind", "missing-values", "--severities", "5", "--set", "missing-values.replacement=nothing", "--keep", "label", "--out", _folder.At("again"));
        Assert.Equal(_folder.Files("here")["people/missing-values-5.csv"], _folder.Files("again")["people/missing-values-5.csv"]);
    }

    [Fact]
    public async Task Mistakes_are_told()
    {
        var table = Write("people.csv", "age,label\n1,a\n2,b\n");
        await PictureFolder.RefusesAsync(["perturb", table, "--kind", "fog"], "'fog' perturbs pictures; tables are perturbed by category-swap,");
        await PictureFolder.RefusesAsync(["perturb", table, "--keep", "lable"], "has no column 'lable' (columns: age, label); did you mean 'label'?");
        await PictureFolder.RefusesAsync(["perturb", "--text", "a", "--keep", "label"], "--keep is for columns of tables");
        await PictureFolder.RefusesAsync(["perturb", table, table], "people.csv and ", "--out");
        await PictureFolder.RefusesAsync(["perturb", Write("ragged.csv", "a,b\n1\n")], "ragged.csv:2: has 1 cells, but the header names 2 columns");
    }

    private string Text(string file) => Encoding.UTF8.GetString(_folder.Files("here")[file]);

    private string Write(string name, string text)
    {
        File.WriteAllText(_folder.At(name), text);
        return _folder.At(name);
    }
}
