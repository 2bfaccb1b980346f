using System.CommandLine;
using EvalKit.Cli;
using EvalKit.Core.Errors;
using EvalKit.Core.Models;
using EvalKit.Core.Store;

try
{
    var parsed = CompositionRoot.CreateCommand().Parse(args.Length == 0 ? ["--help"] : args);
    if (UsageErrors.Of(parsed) is { Count: > 0 } errors)
    {
        foreach (var error in errors) Console.Error.WriteLine($"evalkit: {error}");
        return ExitCodes.Failed;
    }

    return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }).ConfigureAwait(false);
}
catch (Exception problem) when (problem is UserException or ModelException)
{
    Console.Error.WriteLine($"evalkit: {problem.Message}");
    return problem is RetryException ? ExitCodes.Retry : ExitCodes.Failed;
}
catch (IOException problem) when (Unwritable.Mend(problem) is { } mend)
{
    Console.Error.WriteLine($"evalkit: {problem.Message.TrimEnd('.')}: {mend}, and run the same command again: what is finished is kept");
    return ExitCodes.Retry;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("evalkit: cancelled; what was finished is kept, and the same command goes on from there");
    return ExitCodes.Cancelled;
}
