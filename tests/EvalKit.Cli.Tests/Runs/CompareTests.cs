using System.Text.Json;

namespace EvalKit.Cli.Tests.Runs;

public sealed class CompareTests
{
    private const string Table = "eval-configs/published/example.csv";
    private const string Mapping = "eval-configs/published/example.yaml";

    [Fact]
    public async Task The_example_shows_its_claims_on_standard_output()
    {
        var result = await Evalkit.RunAsync(Evalkit.Root, ["compare", Table, "--mapping", Mapping]);
        Assert.Equal((0, ""), (result.Code, result.Error));
        Assert.StartsWith("example   16 models   2 families   1 compressed copy apart   size: params\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("✓ supported     The gain has reached a plateau\n", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', result.Output);
    }

    [Fact]
    public async Task Several_tables_make_one_document()
    {
        var result = await Evalkit.RunAsync(Evalkit.Root, ["compare", Table, Table, "--mapping", Mapping, "--format", "json"]);
        using var document = JsonDocument.Parse(result.Output);
        Assert.Equal(2, document.RootElement.GetProperty("comparisons").GetArrayLength());
    }

    [Theory]
    [InlineData("evalkit: nothing.csv: there is no such file", "compare", "nothing.csv")]
    [InlineData("evalkit: --out x.txt: the table goes to standard output; allowed with --format json, md, html", "compare", Table, "--mapping", Mapping, "--out", "x.txt")]
    public async Task A_mistake_is_told_on_standard_error(string message, params string[] arguments)
    {
        var result = await Evalkit.RunAsync(Evalkit.Root, arguments);
        Assert.Equal((1, "", message), (result.Code, result.Output, result.Error.TrimEnd()));
    }
}
