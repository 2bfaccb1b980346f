using EvalKit.Cli.Runs;

namespace EvalKit.Cli.Tests.Runs;

public sealed class CommandLineTests
{
    [Fact]
    public void Arguments_are_quoted_where_a_shell_would_take_them_apart() => Assert.Equal(
        "evalkit run a/b.yaml --models 'cnn-*' --set 'name=it'\\''s two' ''",
        CommandLine.Typed(["/usr/bin/evalkit", "run", "a/b.yaml", "--models", "cnn-*", "--set", "name=it's two", ""]));
}
