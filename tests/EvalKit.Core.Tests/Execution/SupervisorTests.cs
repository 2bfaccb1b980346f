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
        }, progress, long.MaxValue);

        await supervisor.RunAsync(plan.Units, CancellationToken.None);

        var units = plan.Units.ToLookup(unit => unit.Model);
        Assert.All(units["a"].Concat(units["c"]), unit => Assert.True(store.Contains(unit.Id)));
        Assert.All(units["bad"], unit => Assert.False(store.Contains(unit.Id)));
        Assert.All(units["bad"], unit => Assert.True(store.Failure(unit.Id)!.Retryable));
        Assert.Equal(units["bad"].Count(), progress.Failures.Count);
        Assert.All(progress.Failures, failure => Assert.Contains("signal 11", failure, StringComparison.Ordinal));
        Assert.True(workers > 1);
    }

    [Fact]
    public async Task A_unit_that_fails_while_the_worker_lives_is_permanent()
    {
        var plan = Plans.Of("a", "bad");
        var store = new RunStore(_folder.Path);
        await using var supervisor = new Supervisor(plan, store, () => new ScriptedWorker(plan, store, failAt: "bad"), new Told(), long.MaxValue);

        await supervisor.RunAsync(plan.Units, CancellationToken.None);

        Assert.All(plan.Units.Where(unit => unit.Model == "bad"), unit => Assert.False(store.Failure(unit.Id)!.Retryable));
        Assert.All(plan.Units.Where(unit => unit.Model == "a"), unit => Assert.True(store.Contains(unit.Id)));
    }

    private sealed class ScriptedWorker(Plan plan, RunStore store, string? dieAt = null, string? failAt = null) : IWorker
    {
        public async IAsyncEnumerable<WorkerReply> AskAsync(WorkerRequest request, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
        {
            foreach (var id in ((JobRequest)request).Units)
            {
                var unit = plan.Units.First(one => one.Id == id);
                if (unit.Model == dieAt) throw new WorkerDiedException("the process was ended by signal 11");
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
