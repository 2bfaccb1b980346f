namespace EvalKit.Core.Execution;

/// <summary>How many threads compute figures.</summary>
internal static class Processors
{
    /// <summary>
    /// As many as there are processors. Without a bound the thread pool adds a thread each second to a loop of long steps, each with
    /// tables of its own in memory.
    /// </summary>
    public static ParallelOptions All { get; } = new() { MaxDegreeOfParallelism = Environment.ProcessorCount };
}
