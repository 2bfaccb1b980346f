using EvalKit.Cli;

// What a thread of its own throws would otherwise end the process with a trace and a code of its own.
AppDomain.CurrentDomain.UnhandledException += (_, thrown) =>
{
    var ending = Ending.Of((Exception)thrown.ExceptionObject, args, Ending.IsTraceWanted);
    Console.Error.WriteLine(ending.Message);
    Environment.Exit(ending.Code);
};

return await Invocation.RunAsync(CompositionRoot.CreateCommand, args, Console.Error, Ending.IsTraceWanted).ConfigureAwait(false);
