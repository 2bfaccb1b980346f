using System.Text.Json;
using EvalKit.Cli.Commands;
using EvalKit.Core.Errors;
using EvalKit.Core.Plugins;

namespace EvalKit.Cli.Tests.Commands;

public sealed class ListCommandTests
{
    private readonly PluginCatalog _catalog = Invoked.Catalog;

    [Fact]
    public void Everything_is_listed_in_brief()
    {
        var lines = List().Split('\n');
        Assert.Contains("attributions", lines);
        foreach (var plugin in _catalog.Plugins)
            Assert.Contains(lines, line => line.StartsWith($"  {plugin.Kind} ", StringComparison.Ordinal) && line.TrimEnd().Length > plugin.Kind.Length + 8);
    }

    [Fact]
    public void A_sort_is_listed_with_parameters_and_sources()
    {
        var rise = List("attributions").Split("\n\n").Single(entry => entry.StartsWith("rise\n", StringComparison.Ordinal));
        Assert.Contains("  Source: Petsiuk, Das and Saenko 2018", rise, StringComparison.Ordinal);
        Assert.Matches("(?m)^    masks +default [0-9]+; a whole number from [0-9]+ to [0-9]+\\. ", rise);
    }

    [Fact]
    public void Metrics_are_listed_with_what_they_mean()
    {
        var entries = List("metrics").Split("\n\n");
        var accuracy = entries.Single(entry => entry.StartsWith("performance/accuracy\n", StringComparison.Ordinal));
        Assert.Contains("fraction, 0 to 1; higher is better.", accuracy, StringComparison.Ordinal);
        Assert.Contains("Source: ", accuracy, StringComparison.Ordinal);
        string[] others = ["robustness/mean-corrupted-accuracy", "interpretability/relevance-gain", "cost/parameters", "cost/latency-p50"];
        Assert.All(others, id => Assert.Single(entries, entry => entry.StartsWith(id + "\n", StringComparison.Ordinal)));
    }

    [Fact]
    public void Lines_fit_100_columns()
    {
        foreach (var sort in _catalog.Plugins.Select(plugin => plugin.Sort).Distinct())
            Assert.All(List(sort).Split('\n'), line => Assert.InRange(line.Length, 0, 100));
    }

    [Fact]
    public void An_unknown_sort_is_told()
    {
        var error = Assert.Throws<UserException>(() => List("atributions"));
        Assert.Equal("'atributions' is no sort of method (allowed: attributions, data, explanation-metrics, metrics, perturbations, report-formats, series-perturbations, substrates, suites, table-perturbations, text-perturbations); did you mean 'attributions'?", error.Message);
    }

    [Fact]
    public void The_json_has_all_of_it()
    {
        using var document = JsonDocument.Parse(List("--format", "json"));
        var root = document.RootElement;
        Assert.Equal(1, root.GetProperty("schema").GetInt32());
        Assert.Equal(_catalog.Plugins.Count, root.GetProperty("plugins").GetArrayLength());
        var rise = root.GetProperty("plugins").EnumerateArray().Single(plugin => plugin.GetProperty("kind").GetString() == "rise");
        var masks = rise.GetProperty("parameters").EnumerateArray().Single(parameter => parameter.GetProperty("name").GetString() == "masks");
        Assert.Equal(JsonValueKind.Number, masks.GetProperty("default").ValueKind);
        var parameters = root.GetProperty("metrics").EnumerateArray().Single(metric => metric.GetProperty("id").GetString() == "cost/parameters");
        Assert.Equal((0, JsonValueKind.Null), (parameters.GetProperty("minimum").GetDouble(), parameters.GetProperty("maximum").ValueKind));
        Assert.Equal("lower-is-better", parameters.GetProperty("direction").GetString());
    }

    [Fact]
    public void Every_method_and_parameter_is_documented() => Assert.All(_catalog.Plugins, plugin =>
    {
        Assert.NotEmpty(plugin.Summary);
        Assert.NotEmpty(plugin.Source);
        Assert.All(plugin.Parameters, parameter => Assert.NotEmpty(parameter.Text));
    });

    private string List(params string[] arguments) => Invoked.Output(ListCommand.Create(_catalog), arguments);
}
