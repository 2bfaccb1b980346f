using System.CommandLine;
using EvalKit.Cli;
using EvalKit.Cli.Runs;

// What a thread of its own throws would otherwise end the process with a trace and a code of its own.
AppDomain.CurrentDomain.UnhandledException += (_, thrown) =>
{
    var ending = Ending.Of((Exception)thrown.ExceptionObject, args, Ending.IsTraceWanted);
    Console.Error.WriteLine(ending.Message);
    Environment.Exit(ending.Code);
};

if (args is [ApartCommand.Word, ..])
{
    Supervised.Begin();
    _ = Supervised.ReadAhead(Console.In);
    return await new ApartProcess(Console.Out).RunAsync(args[1..]).ConfigureAwait(false);
}

var streams = new InvocationConfiguration { EnableDefaultExceptionHandler = false };
return await Invocation.RunAsync(() => CompositionRoot.CreateProgram(args), args, streams, Ending.IsTraceWanted).ConfigureAwait(false);
