using EvalKit.Core.Reports;

namespace EvalKit.Cli.Runs;

/// <summary>Takes the wall times of a run's stages.</summary>
/// <param name="time">The clock.</param>
internal sealed class StageClock(TimeProvider time)
{
    /// <summary>The stages that ended, in order.</summary>
    public List<StageTime> Stages { get; } = [];

    /// <summary>Times one stage.</summary>
    public async Task TimeAsync(string name, Func<Task> stage)
    {
        var started = time.GetTimestamp();
        await stage().ConfigureAwait(false);
        Stages.Add(new StageTime(name, time.GetElapsedTime(started)));
    }
}
