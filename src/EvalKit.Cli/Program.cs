using System.CommandLine;
using EvalKit.Cli;
using EvalKit.Core.Errors;

try
{
    var parsed = CompositionRoot.CreateCommand().Parse(args);
    if (parsed.Errors.Count > 0)
    {
        foreach (var error in parsed.Errors) Console.Error.WriteLine($"evalkit: {error.Message}");
        Console.Error.WriteLine($"evalkit: see '{CompositionRoot.HelpFor(parsed)}'");
        return ExitCodes.Failed;
    }

    return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }).ConfigureAwait(false);
}
catch (UserException problem)
{
    Console.Error.WriteLine($"evalkit: {problem.Message}");
    return ExitCodes.Failed;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("evalkit: cancelled; what was finished is kept, and the same command goes on from there");
    return ExitCodes.Cancelled;
}
