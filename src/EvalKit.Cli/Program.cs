using EvalKit.Cli;

// Before anything else is loaded, which opens files.
if (FileHandles.Lack() is { } lack)
{
    Console.Error.WriteLine(lack);
    return ExitCodes.Retry;
}

// What a thread of its own throws would otherwise end the process with a trace and a code of its own.
AppDomain.CurrentDomain.UnhandledException += (_, thrown) => Environment.Exit(Invocation.End((Exception)thrown.ExceptionObject, args));

return await Invocation.OfProcessAsync(args).ConfigureAwait(false);
