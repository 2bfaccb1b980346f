using EvalKit.Core.Errors;
using EvalKit.Core.Store;

namespace EvalKit.Core.Tests.Store;

public sealed class RunLockTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_whole_run_keeps_all_others_out_and_says_who_it_is()
    {
        using (RunLock.Alone(_folder.Path, "evalkit run", TimeProvider.System))
        {
            var holder = RunLock.Holders(_folder.Path).Single();
            Assert.Equal((Environment.ProcessId, Environment.MachineName, "evalkit run"), (holder.Process, holder.Host, holder.What));
            foreach (var take in (Func<RunLock>[])[() => RunLock.Alone(_folder.Path, "second", TimeProvider.System), () => RunLock.Shared(_folder.Path, "second", TimeProvider.System)])
            {
                var busy = Assert.Throws<RetryException>(take);
                Assert.StartsWith($"{_folder.Path}: in use (evalkit run, process {Environment.ProcessId} on {Environment.MachineName}, since 2", busy.Message, StringComparison.Ordinal);
                Assert.Contains("--out", busy.Message, StringComparison.Ordinal);
            }
        }

        Assert.Empty(RunLock.Holders(_folder.Path));
        RunLock.Alone(_folder.Path, "second", TimeProvider.System).Dispose();
        Assert.Equal([_folder.At(".lock")], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Shards_share_a_folder_and_keep_whole_runs_out()
    {
        var one = RunLock.Shared(_folder.Path, "shard 0", TimeProvider.System);
        using (RunLock.Shared(_folder.Path, "shard 1", TimeProvider.System))
        {
            one.Dispose();
            Assert.Throws<RetryException>(() => RunLock.Alone(_folder.Path, "run", TimeProvider.System));
        }

        RunLock.Alone(_folder.Path, "run", TimeProvider.System).Dispose();
    }

    /// <summary>What a killed process said of itself does not outlive the next whole run.</summary>
    [Fact]
    public void What_killed_processes_said_of_themselves_holds_nothing()
    {
        File.WriteAllText(_folder.At(".lock.elsewhere.17"), """{"Process":17,"Host":"elsewhere","Since":"2026-01-02T03:04:05Z","What":"evalkit run"}""");
        File.WriteAllText(_folder.At(".lock.elsewhere.18"), "half");
        Assert.Equal("evalkit run, process 17 on elsewhere, since 2026-01-02 03:04:05 UTC", RunLock.Holders(_folder.Path).Single().Text);

        using var held = RunLock.Alone(_folder.Path, "run", TimeProvider.System);

        Assert.Equal(Environment.ProcessId, RunLock.Holders(_folder.Path).Single().Process);
    }

    [Fact]
    public void A_process_that_shares_a_folder_removes_what_killed_ones_of_its_machine_said()
    {
        Directory.CreateDirectory(_folder.Path);
        string Said(string host) => Path.Combine(_folder.Path, $".lock.{host}.{int.MaxValue}");
        foreach (var host in new[] { Environment.MachineName, "elsewhere" })
            File.WriteAllText(Said(host), $"{{\"Process\":{int.MaxValue},\"Host\":\"{host}\",\"Since\":\"2026-01-02T03:04:05+00:00\",\"What\":\"evalkit merge\"}}");
        using var taken = RunLock.Shared(_folder.Path, "evalkit merge", TimeProvider.System);
        Assert.False(File.Exists(Said(Environment.MachineName)));
        Assert.True(File.Exists(Said("elsewhere")));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_named()
    {
        File.WriteAllText(_folder.At("taken"), "");
        var problem = Assert.Throws<UserException>(() => RunLock.Alone(_folder.At("taken/run"), "run", TimeProvider.System));
        Assert.Contains("taken/run: cannot be written", problem.Message, StringComparison.Ordinal);
    }
}
