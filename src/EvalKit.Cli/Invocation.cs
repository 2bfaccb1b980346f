using System.CommandLine;
using EvalKit.Cli.Runs;

namespace EvalKit.Cli;

/// <summary>A command line from its words to its exit code.</summary>
internal static class Invocation
{
    /// <summary>Runs the command line of this process.</summary>
    /// <param name="arguments">The command line, without the program.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> OfProcessAsync(string[] arguments)
    {
        if (arguments is [ApartCommand.Word, ..])
        {
            Supervised.Begin();
            _ = Supervised.ReadAhead(Console.In);
            return await new ApartProcess(Console.Out).RunAsync(arguments[1..]).ConfigureAwait(false);
        }

        var streams = new InvocationConfiguration { EnableDefaultExceptionHandler = false };
        return await RunAsync(() => CompositionRoot.CreateProgram(arguments), arguments, streams, Ending.IsTraceWanted).ConfigureAwait(false);
    }

    /// <summary>Says what ended this process.</summary>
    /// <param name="failure">What did.</param>
    /// <param name="arguments">The command line, without the program.</param>
    /// <returns>The exit code.</returns>
    public static int End(Exception failure, IReadOnlyList<string> arguments)
    {
        var ending = Ending.Of(failure, arguments, Ending.IsTraceWanted);
        Console.Error.WriteLine(ending.Message);
        return ending.Code;
    }

    /// <summary>Runs a command line; whatever ends it, the user reads one clear message.</summary>
    /// <param name="root">Makes all commands.</param>
    /// <param name="arguments">The command line, without the program.</param>
    /// <param name="streams">Standard output and standard error.</param>
    /// <param name="isTraced">Whether the trace of a failure is printed too.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(Func<RootCommand> root, string[] arguments, InvocationConfiguration streams, bool isTraced)
    {
        try
        {
            var parsed = root().Parse(arguments.Length == 0 ? ["--help"] : arguments);
            if (UsageErrors.Of(parsed) is { Count: > 0 } mistakes)
            {
                foreach (var mistake in mistakes) streams.Error.WriteLine($"evalkit: {mistake}");
                return ExitCodes.Failed;
            }

            return await parsed.InvokeAsync(streams).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            var ending = Ending.Of(failure, arguments, isTraced);
            streams.Error.WriteLine(ending.Message);
            return ending.Code;
        }
    }
}
