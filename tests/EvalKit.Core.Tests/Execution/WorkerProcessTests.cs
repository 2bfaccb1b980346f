using EvalKit.Core.Execution;

namespace EvalKit.Core.Tests.Execution;

/// <summary>Workers that are no EvalKit: shells that end, wait, grow or answer.</summary>
public sealed class WorkerProcessTests
{
    private const long Plenty = 1L << 40;

    [Theory]
    [InlineData("kill -SEGV $$", DeathCause.Crash, "SIGSEGV", "the process was ended by signal 11 (SIGSEGV)")]
    [InlineData("echo free: invalid pointer >&2; kill -ABRT $$", DeathCause.Crash, "SIGABRT", "the process was ended by signal 6 (SIGABRT): free: invalid pointer")]
    [InlineData("(echo Unhandled exception.; for i in 1 2 3 4 5 6 7; do echo '   at A.B()'; done) >&2; kill -ABRT $$", DeathCause.Crash, "SIGABRT", "the process was ended by signal 6 (SIGABRT): Unhandled exception.")]
    [InlineData("kill -KILL $$", DeathCause.Killed, "SIGKILL", "the process was ended by signal 9 (SIGKILL) from outside, likely because the machine ran out of memory")]
    [InlineData("kill -TERM $$", DeathCause.Killed, "SIGTERM", "the process was ended by signal 15 (SIGTERM) from outside")]
    public async Task A_signal_is_named(string script, DeathCause cause, string signal, string text)
    {
        var death = await DieAsync(script, 60, Plenty);
        Assert.Equal((cause, signal, null, text), (death.Cause, death.Signal, death.ExitCode, death.Text));
    }

    [Fact]
    public async Task An_exit_code_is_told()
    {
        var death = await DieAsync("exit 3", 60, Plenty);
        Assert.Equal((DeathCause.Crash, null, 3, "the process ended with exit code 3"), (death.Cause, death.Signal, death.ExitCode, death.Text));
    }

    [Fact]
    public async Task A_process_that_says_nothing_is_ended_at_its_limit()
    {
        var death = await DieAsync("sleep 300", 0.5, Plenty);
        Assert.Equal((DeathCause.TimeLimit, null, null), (death.Cause, death.Signal, death.ExitCode));
        Assert.True(death.Seconds >= 0.5);
        Assert.Equal("the process made no progress within 0.5 s and was ended (limits.time)", death.Text);
    }

    [Fact]
    public async Task Answers_start_the_time_anew()
    {
        await using var worker = Shell("""for i in 1 2 3 4 5; do sleep 0.3; echo '{"say":"progressed","predictions":7}'; done; echo '{"say":"done"}'""", Plenty);
        var answers = new List<WorkerReply>();
        await foreach (var answer in worker.AskAsync(new MemoryRequest("m"), Limits(0.9), CancellationToken.None)) answers.Add(answer);
        Assert.Equal(Enumerable.Repeat<WorkerReply>(new Progressed(7), 5), answers);
    }

    [Fact]
    public async Task A_process_that_grows_is_ended_at_its_limit()
    {
        const long Limit = 60_000_000;
        var death = await DieAsync("exec tail /dev/zero", 60, Limit);
        Assert.Equal(DeathCause.MemoryLimit, death.Cause);
        Assert.True(death.Bytes > Limit);
        Assert.Equal("the process took more than 60 MB of memory and was ended (limits.memory)", death.Text);
    }

    private static Patience Limits(double seconds) => new(TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(seconds));

    private static WorkerProcess Shell(string script, long memory) => new("sh", ["-c", script], memory);

    private static async Task<WorkerDeath> DieAsync(string script, double seconds, long memory)
    {
        await using var worker = Shell(script, memory);
        var died = await Assert.ThrowsAsync<WorkerDiedException>(async () =>
        {
            await foreach (var answer in worker.AskAsync(new MemoryRequest("m"), Limits(seconds), CancellationToken.None)) Assert.Fail($"{answer}");
        });
        return died.Death;
    }
}
