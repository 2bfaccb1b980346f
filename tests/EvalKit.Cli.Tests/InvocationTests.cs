using System.CommandLine;
using System.Text.RegularExpressions;
using EvalKit.Core.Errors;
using EvalKit.Core.Models;

namespace EvalKit.Cli.Tests;

/// <summary>What a user reads when something ends a command, and what scripts decide by.</summary>
public sealed class InvocationTests
{
    // Errors of Linux as .NET gives them.
    private const int NoSpace = 28;

    [Fact]
    public async Task A_fault_of_evalkit_has_a_code_of_its_own_and_one_message_without_a_trace()
    {
        var (code, error) = await RunAsync(new InvalidOperationException("Sequence contains\u001b[31m no elements"));

        Assert.Equal(70, code);
        Assert.Equal(
            """
            evalkit: 'evalkit inspect' was ended by a fault of EvalKit's, not of yours: InvalidOperationException: Sequence contains?[31m no elements
            evalkit: please report it, with its trace: set EVALKIT_TRACE=1 and run the command again

            """,
            error);
    }

    [Fact]
    public async Task The_trace_is_printed_where_it_is_asked_for()
    {
        var (code, error) = await RunAsync(new UserException("a.onnx: cut short", new InvalidOperationException("the cause")), isTraced: true);

        Assert.Equal(ExitCodes.Failed, code);
        Assert.StartsWith("evalkit: a.onnx: cut short\n", error, StringComparison.Ordinal);
        Assert.Contains("InvalidOperationException: the cause", error, StringComparison.Ordinal);
        Assert.Matches(new Regex("^   at ", RegexOptions.Multiline), error);
    }

    public static TheoryData<Exception, int, string> Failures => new()
    {
        { new UserException("a.onnx: cut short"), ExitCodes.Failed, "a.onnx: cut short" },
        { new ModelException("a.onnx: failed"), ExitCodes.Failed, "a.onnx: failed" },
        { new RetryException("runs/x: in use"), ExitCodes.Retry, "runs/x: in use" },
        { new IOException("No space left on device : '/x'", NoSpace), ExitCodes.Retry, "No space left on device : '/x': the disk is full; free some space, and run the same command again: what is finished is kept" },
        { new FileNotFoundException("Could not find file '/x'."), ExitCodes.Failed, "Could not find file '/x'." },
        { new UnauthorizedAccessException("Access to the path '/x' is denied."), ExitCodes.Failed, "Access to the path '/x' is denied: see who may read and write it" },
        { new InvalidDataException("x.parquet: damaged"), ExitCodes.Failed, "x.parquet: damaged" },
        { new InsufficientMemoryException("Out of memory."), ExitCodes.Retry, "the memory is used up in 'evalkit inspect' (Out of memory); close programs, or give fewer samples, and run the same command again: what is finished is kept" },
        { new OperationCanceledException(), ExitCodes.Cancelled, "cancelled" },
        { new AggregateException(new AggregateException(new UserException("a.onnx: cut short"))), ExitCodes.Failed, "a.onnx: cut short" },
    };

    [Theory]
    [MemberData(nameof(Failures), DisableDiscoveryEnumeration = true)]
    public async Task Each_failure_says_whose_it_is(Exception failure, int code, string message) =>
        Assert.Equal((code, $"evalkit: {message}\n"), await RunAsync(failure));

    [Theory]
    [InlineData("run", "evalkit: cancelled; what was finished is kept, and the same command goes on from there")]
    [InlineData("explain", "evalkit: cancelled")]
    public void Only_what_goes_on_from_there_says_so(string command, string message) =>
        Assert.Equal(message, Ending.Of(new OperationCanceledException(), [command], isTraced: false).Message);

    [Fact]
    public void What_the_runtime_wraps_is_shown_itself() => Assert.Contains(
        "DllNotFoundException: no onnxruntime",
        Ending.Of(new TypeInitializationException("NativeMethods", new DllNotFoundException("no onnxruntime")), ["inspect"], isTraced: false).Message,
        StringComparison.Ordinal);

    private static async Task<(int Code, string Error)> RunAsync(Exception failure, bool isTraced = false)
    {
        using var error = new StringWriter { NewLine = "\n" };
        var command = new Command("inspect");
        command.SetAction((_, _) => Task.FromException<int>(failure));
        var code = await Invocation.RunAsync(() => new RootCommand { command }, ["inspect"], new InvocationConfiguration { EnableDefaultExceptionHandler = false, Error = error }, isTraced);
        return (code, error.ToString());
    }
}
