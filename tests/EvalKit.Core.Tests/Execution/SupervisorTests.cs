using EvalKit.Core.Configuration;
using EvalKit.Core.Execution;
using EvalKit.Core.Planning;
using EvalKit.Core.Store;
using EvalKit.Core.Tests.Planning;
using EvalKit.Core.Tests.Store;

namespace EvalKit.Core.Tests.Execution;

public sealed class SupervisorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_model_that_kills_the_worker_loses_its_own_units_only()
    {
        var plan = Plans.Of("a", "bad", "c");
        var store = new RunStore(_folder.Path);
        var workers = 0;
        var progress = new Told();
        await using var supervisor = new Supervisor(plan, store, () =>
        {
            workers++;
            return new ScriptedWorker(plan, store, dieAt: "bad");
        }, progress, long.MaxValue, new Pace(new LimitsConfig(), threads: 1));

        await supervisor.RunAsync(plan.Units, CancellationToken.None);

        var units = plan.Units.ToLookup(unit => unit.Model);
        Assert.All(units["a"].Concat(units["c"]), unit => Assert.True(store.Contains(unit.Id)));
        Assert.All(units["bad"], unit => Assert.False(store.Contains(unit.Id)));
        Assert.All(units["bad"], unit => Assert.False(store.Failure(unit.Id)!.Retryable));
        Assert.All(units["bad"], unit => Assert.Equal(Crash, store.Failure(unit.Id)!.Death));
        Assert.Equal(units["bad"].Count(), progress.Failures.Count);
        Assert.All(progress.Failures, failure => Assert.Equal("twice the process was ended by signal 11 (SIGSEGV)", failure));
        Assert.True(workers > 1);
    }

    [Fact]
    public async Task A_unit_that_fails_while_the_worker_lives_is_permanent()
    {
        var plan = Plans.Of("a", "bad");
        var store = new RunStore(_folder.Path);
        await using var supervisor = new Supervisor(plan, store, () => new ScriptedWorker(plan, store, failAt: "bad"), new Told(), long.MaxValue, new Pace(new LimitsConfig(), threads: 1));

        await supervisor.RunAsync(plan.Units, CancellationToken.None);

        Assert.All(plan.Units.Where(unit => unit.Model == "bad"), unit => Assert.False(store.Failure(unit.Id)!.Retryable));
        Assert.All(plan.Units.Where(unit => unit.Model == "a"), unit => Assert.True(store.Contains(unit.Id)));
    }

    [Theory]
    [InlineData(DeathCause.Killed, true)]
    [InlineData(DeathCause.Crash, false)]
    [InlineData(DeathCause.TimeLimit, false)]
    [InlineData(DeathCause.MemoryLimit, false)]
    public async Task What_ends_two_workers_may_be_mended_only_if_it_came_from_outside(DeathCause cause, bool mends)
    {
        var plan = Plans.Of("bad");
        var store = new RunStore(_folder.Path);
        var workers = 0;
        await using var supervisor = new Supervisor(plan, store, () =>
        {
            workers++;
            return new ScriptedWorker(plan, store, dieAt: "bad", death: new WorkerDeath(cause));
        }, new Told(), long.MaxValue, new Pace(new LimitsConfig(), threads: 1));

        await supervisor.RunAsync([plan.Units[0]], CancellationToken.None);

        Assert.Equal(mends, store.Failure(plan.Units[0].Id)!.Retryable);
        Assert.Equal(2, workers);
    }

    [Fact]
    public async Task A_unit_whose_first_worker_was_killed_is_computed_by_the_second()
    {
        var plan = Plans.Of("a", "b");
        var store = new RunStore(_folder.Path);
        var progress = new Told();
        var workers = 0;
        await using var supervisor = new Supervisor(
            plan, store, () => new ScriptedWorker(plan, store, dieAt: workers++ == 0 ? "b" : null), progress, long.MaxValue, new Pace(new LimitsConfig(), threads: 1));

        await supervisor.RunAsync(plan.Units, CancellationToken.None);

        Assert.All(plan.Units, unit => Assert.True(store.Contains(unit.Id)));
        Assert.Empty(progress.Failures);
        Assert.Equal(2, workers);
    }

    [Fact]
    public async Task A_model_that_hangs_in_two_units_is_not_run_further()
    {
        var plan = Plans.Of("a", "bad");
        var store = new RunStore(_folder.Path);
        var workers = 0;
        await using var supervisor = new Supervisor(plan, store, () =>
        {
            workers++;
            return new ScriptedWorker(plan, store, dieAt: "bad", death: new WorkerDeath(DeathCause.TimeLimit) { SecondsAllowed = 600 });
        }, new Told(), long.MaxValue, new Pace(new LimitsConfig(), threads: 1));

        await supervisor.RunAsync(plan.Units, CancellationToken.None);

        Unit[] bad = [.. plan.Units.Where(unit => unit.Model == "bad")];
        Assert.Equal(3, bad.Length);
        Assert.Equal("twice the process made no progress within 10 min and was ended (limits.time)", store.Failure(bad[0].Id)!.Message);
        Assert.Equal("not tried, since the model hung in 2 units before", store.Failure(bad[2].Id)!.Message);
        Assert.All(plan.Units.Where(unit => unit.Model == "a"), unit => Assert.True(store.Contains(unit.Id)));
        Assert.Equal(4, workers);
    }

    private static WorkerDeath Crash { get; } = new(DeathCause.Crash) { Signal = "SIGSEGV" };

    private sealed class ScriptedWorker(Plan plan, RunStore store, string? dieAt = null, string? failAt = null, WorkerDeath? death = null) : IWorker
    {
        public async IAsyncEnumerable<WorkerReply> AskAsync(
            WorkerRequest request, Patience patience, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
        {
            foreach (var id in ((JobRequest)request).Units)
            {
                var unit = plan.Units.First(one => one.Id == id);
                if (unit.Model == dieAt) throw new WorkerDiedException(death ?? Crash);
                if (unit.Model == failAt)
                {
                    yield return new UnitFailed(id, "no kernel");
                    continue;
                }

                await store.WriteAsync(id, new UnitTable([new NumberColumn<int>("sample", [1])]), cancellation);
                yield return new UnitFinished(id);
            }
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class Told : IRunProgress
    {
        public List<string> Failures { get; } = [];

        public void Planned(int units, long predictions)
        {
        }

        public void Started(string what)
        {
        }

        public void Finished(string model, string what, long predictions)
        {
        }

        public void Failed(string model, string what, string why) => Failures.Add(why);
    }
}
