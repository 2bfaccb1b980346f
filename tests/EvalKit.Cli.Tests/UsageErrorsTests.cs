namespace EvalKit.Cli.Tests;

public sealed class UsageErrorsTests
{
    [Theory]
    [InlineData("run eval.yaml --threads 2")]
    [InlineData("inspect a.onnx b.onnx --format json")]
    [InlineData("--version")]
    [InlineData("[suggest:4] run")]
    public void A_right_command_line_has_none(string line) => Assert.Empty(Of(line));

    [Fact]
    public void An_unknown_command_gets_its_nearest_neighbour() =>
        Assert.Equal(["unknown command 'inspekt'; did you mean 'inspect'?", "see 'evalkit --help'"], Of("inspekt a.onnx"));

    [Fact]
    public void An_unknown_option_is_not_taken_for_an_argument() =>
        Assert.Equal(["unknown option '--thread'; did you mean '--threads'?", "see 'evalkit run --help'"], Of("run --thread"));

    [Fact]
    public void A_number_of_threads_below_one_is_refused() =>
        Assert.Equal("--threads must be at least 1.", Of("run eval.yaml --threads 0")[0]);

    private static IReadOnlyList<string> Of(string line) => UsageErrors.Of(CompositionRoot.CreateCommand().Parse(line));
}
