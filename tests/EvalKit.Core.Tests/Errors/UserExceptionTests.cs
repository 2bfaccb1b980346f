using EvalKit.Core.Errors;

namespace EvalKit.Core.Tests.Errors;

public sealed class UserExceptionTests
{
    [Fact]
    public void A_message_as_it_should_be_stays() => Assert.Equal("a.yaml:1:2: found\tx\nallowed: ä", new UserException("a.yaml:1:2: found\tx\nallowed: ä").Message);

    [Fact]
    public void What_would_command_a_terminal_is_not_printed() =>
        Assert.Equal("no '?[2J?' ?", new UserException("no '\u001b[2J\u0007' \u009b").Message);

    [Fact]
    public void The_middle_of_an_endless_message_is_left_out()
    {
        var message = new UserException($"a.csv:1: {new string('x', 1_000_000)}; allowed: y").Message;
        Assert.Equal(2003, message.Length);
        Assert.StartsWith("a.csv:1: xxx", message, StringComparison.Ordinal);
        Assert.EndsWith("xxx; allowed: y", message, StringComparison.Ordinal);
    }
}
