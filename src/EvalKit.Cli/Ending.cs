using System.Reflection;
using EvalKit.Core.Errors;
using EvalKit.Core.Models;
using EvalKit.Core.Store;

namespace EvalKit.Cli;

/// <summary>How a command ends that an exception ended: what the user reads, and what scripts and engines decide by.</summary>
/// <param name="Code">The exit code.</param>
/// <param name="Message">One line or a few, without control characters that could command a terminal.</param>
internal sealed record Ending(int Code, string Message)
{
    private const string TraceVariable = "EVALKIT_TRACE";

    private const string Again = "and run the same command again: what is finished is kept";

    // These go on from what is there; the others begin anew.
    private static readonly string[] Resuming = ["run", "merge", "pull"];

    /// <summary>Whether the environment asks for the trace of any failure.</summary>
    public static bool IsTraceWanted => Environment.GetEnvironmentVariable(TraceVariable) is { Length: > 0 } and not "0";

    /// <summary>Says of a failure whose it is: the user's, the machine's or EvalKit's.</summary>
    /// <param name="failure">What ended the command.</param>
    /// <param name="arguments">The command line, without the program.</param>
    /// <param name="isTraced">Whether the trace is wanted.</param>
    public static Ending Of(Exception failure, IReadOnlyList<string> arguments, bool isTraced)
    {
        var cause = Cause(failure);
        var (code, message) = cause switch
        {
            RetryException => (ExitCodes.Retry, cause.Message),
            UserException or ModelException => (ExitCodes.Failed, cause.Message),
            OperationCanceledException => (ExitCodes.Cancelled, Cancelled(arguments)),
            OutOfMemoryException => (ExitCodes.Retry, $"the memory is used up in '{Command(arguments)}' ({cause.Message.TrimEnd('.')}); close programs, or give fewer samples, {Again}"),
            IOException problem when Unwritable.Mend(problem) is { } mend => (ExitCodes.Retry, $"{cause.Message.TrimEnd('.')}: {mend}, {Again}"),
            UnauthorizedAccessException => (ExitCodes.Failed, $"{cause.Message.TrimEnd('.')}: see who may read and write it"),
            // No file has too few bytes of its own accord, and no library is missing.
            InvalidDataException or (IOException and not (EndOfStreamException or FileLoadException)) => (ExitCodes.Failed, cause.Message),
            _ => (ExitCodes.Internal, $"""
                '{Command(arguments)}' was ended by a fault of EvalKit's, not of yours: {cause.GetType().Name}: {cause.Message}
                evalkit: please report it, with its trace: set {TraceVariable}=1 and run the command again
                """),
        };
        // What strangers' files bring into a message is cut and made printable as it is in messages of the user's own mistakes.
        var text = "evalkit: " + new UserException(message).Message;
        return new Ending(code, isTraced ? $"{text}\n{failure}" : text);
    }

    private static Exception Cause(Exception failure) => failure switch
    {
        AggregateException several => Cause(several.Flatten().InnerExceptions[0]),
        TypeInitializationException or TargetInvocationException when failure.InnerException is { } inner => Cause(inner),
        _ => failure,
    };

    private static string Cancelled(IReadOnlyList<string> arguments) => arguments.Count > 0 && Resuming.Contains(arguments[0])
        ? "cancelled; what was finished is kept, and the same command goes on from there"
        : "cancelled";

    // Its name alone: a worker's other words differ from machine to machine, and the message may go into a report.
    private static string Command(IReadOnlyList<string> arguments) => string.Join(' ', ["evalkit", .. arguments.Take(1)]);
}
