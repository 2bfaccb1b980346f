using System.Globalization;
using System.Text.Json.Serialization;
using EvalKit.Core.Configuration;

namespace EvalKit.Core.Execution;

/// <summary>How a worker ended in the middle of a request.</summary>
/// <param name="Cause">Why.</param>
public sealed record WorkerDeath(DeathCause Cause)
{
    /// <summary>The exit code of a process that ended by itself; null where a signal or EvalKit ended it.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The signal that ended it, such as <c>SIGSEGV</c>; null where none did, or EvalKit sent it.</summary>
    public string? Signal { get; init; }

    /// <summary>The time from its last sign of progress to its end, in seconds.</summary>
    public double Seconds { get; init; }

    /// <summary>The longest time without progress that it was allowed, in seconds.</summary>
    public double SecondsAllowed { get; init; }

    /// <summary>The most memory that was seen of it during the request, in bytes, mapped files not counted; 0 where it ended at once.</summary>
    public long Bytes { get; init; }

    /// <summary>The most memory that it was allowed, in bytes.</summary>
    public long BytesAllowed { get; init; }

    /// <summary>The last lines that it wrote to standard error; empty where there are none.</summary>
    public string LastWords { get; init; } = "";

    /// <summary>
    /// Whether a retry may mend it: the process was killed from outside. A crash, and growing or waiting beyond a limit, come from the
    /// model.
    /// </summary>
    [JsonIgnore]
    public bool Retryable => Cause == DeathCause.Killed;

    /// <summary>What happened, as part of a sentence; it holds limits but nothing measured, so that the same fault has the same text.</summary>
    [JsonIgnore]
    public string Text => Cause switch
    {
        DeathCause.TimeLimit => $"the process made no progress within {Duration(SecondsAllowed)} and was ended (limits.time)",
        DeathCause.MemoryLimit => $"the process took more than {new ByteSize(BytesAllowed)} of memory and was ended (limits.memory)",
        _ => How + (LastWords.Length == 0 ? "" : $": {LastWords}"),
    };

    /// <summary>What happened when a first attempt had ended too, as a sentence without its full stop.</summary>
    /// <param name="first">How the first attempt ended.</param>
    public string TextAfter(WorkerDeath first)
    {
        ArgumentNullException.ThrowIfNull(first);
        return first.Text == Text ? $"twice {Text}" : $"{Text}; at the first attempt {first.Text}";
    }

    private string How => Signal switch
    {
        null => string.Create(CultureInfo.InvariantCulture, $"the process ended with exit code {ExitCode}"),
        ProcessSignal.Kill => $"the process was ended by {ProcessSignal.Describe(Signal)} from outside, likely because the machine ran out of memory",
        _ when Cause == DeathCause.Killed => $"the process was ended by {ProcessSignal.Describe(Signal)} from outside",
        _ => $"the process was ended by {ProcessSignal.Describe(Signal)}",
    };

    private static string Duration(double seconds) => seconds < 120
        ? string.Create(CultureInfo.InvariantCulture, $"{seconds:0.#} s")
        : string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0.#} min");
}

/// <summary>Why a worker ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DeathCause>))]
public enum DeathCause
{
    /// <summary>It ended by itself: a fault of the processor, an abort, an exit.</summary>
    [JsonStringEnumMemberName("crash")]
    Crash,

    /// <summary>Something else ended it, such as the kernel when memory ran out.</summary>
    [JsonStringEnumMemberName("killed")]
    Killed,

    /// <summary>It made no progress, and was ended.</summary>
    [JsonStringEnumMemberName("time-limit")]
    TimeLimit,

    /// <summary>It took too much memory, and was ended.</summary>
    [JsonStringEnumMemberName("memory-limit")]
    MemoryLimit,
}
