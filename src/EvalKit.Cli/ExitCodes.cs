using EvalKit.Core.Reports;
using EvalKit.Core.Store;

namespace EvalKit.Cli;

/// <summary>What the program returns; scripts and engines decide by it.</summary>
internal static class ExitCodes
{
    /// <summary>Done, and every gate passes.</summary>
    public const int Done = 0;

    /// <summary>A mistake in usage, configuration or input, or a unit that failed for good.</summary>
    public const int Failed = 1;

    /// <summary>A gate failed.</summary>
    public const int GateFailed = 2;

    /// <summary>A gate is inconclusive.</summary>
    public const int GateInconclusive = 3;

    /// <summary>A fault of EvalKit's (EX_SOFTWARE of sysexits.h): nothing is said of the models, and a retry would meet it again.</summary>
    public const int Internal = 70;

    /// <summary>Failed in a way that a retry may mend (EX_TEMPFAIL of sysexits.h).</summary>
    public const int Retry = 75;

    /// <summary>Cancelled (128 + SIGINT).</summary>
    public const int Cancelled = 130;

    /// <summary>The code of a report: the first of 1, 75, 2, 3 that holds, else 0.</summary>
    public static int Of(Report report) =>
        report.Failures.Any(failure => !failure.Retryable) ? Failed
        : report.Failures.Count > 0 ? Retry
        : report.Gates.Any(gate => gate.Outcome == GateOutcome.Fail) ? GateFailed
        : report.Gates.Any(gate => gate.Outcome == GateOutcome.Inconclusive) ? GateInconclusive
        : Done;

    /// <summary>The code of a shard, which judges nothing: 1 where a unit failed for good, 75 where a retry may mend all that failed, else 0.</summary>
    public static int Of(IReadOnlyList<UnitFailure> failures) =>
        failures.Any(failure => !failure.Retryable) ? Failed
        : failures.Count > 0 ? Retry
        : Done;
}
