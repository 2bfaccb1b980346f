using EvalKit.Core.Attributions;
using EvalKit.Core.Execution;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Planning;
using EvalKit.Core.Plugins;
using EvalKit.Core.Store;
using EvalKit.Core.Tests.Planning;
using EvalKit.Core.Tests.Store;

namespace EvalKit.Core.Tests.Execution;

public sealed class JobRunnerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Scores_of_clean_and_perturbed_pictures_are_those_of_the_model()
    {
        var plan = Plans.Of("a");
        var (store, replies) = await RunAsync(plan, "one", 1);

        Assert.All(replies, reply => Assert.IsType<UnitFinished>(reply));
        // Sample 4 has the pixels .4 .5 .6 .7; inverted, sample 0 has 1 .9 .8 .7.
        var clean = await store.ReadAsync(plan.Units[0].Id, CancellationToken.None);
        var inverted = await store.ReadAsync(plan.Units[1].Id, CancellationToken.None);
        Assert.Equal(2.2f, clean.Bytes("scores").Floats(4)[0], 5);
        Assert.Equal(3.4f, inverted.Bytes("scores").Floats(0)[0], 5);
        Assert.Equal([1, 1, 1, 0, 0], clean.Numbers<int>("prediction"));
    }

    [Fact]
    public async Task A_copy_is_read_in_place_of_the_clean_data()
    {
        var config = Plans.Config();
        var plan = Plans.Of(config with { Robustness = config.Robustness! with { Perturbations = [Plans.Copy] } }, "a");
        var (store, _) = await RunAsync(plan, "one", 1);

        // Sample 0 at severity 2 of the copy is sample 2 of the counting data: .2 .3 .4 .5.
        var unit = Assert.Single(plan.Units, unit => unit.What == "recorded:2");
        Assert.Equal(1.4f, (await store.ReadAsync(unit.Id, CancellationToken.None)).Bytes("scores").Floats(0)[0], 5);
    }

    [Fact]
    public async Task A_sweep_gives_each_level_the_same_random_numbers()
    {
        var plan = Plans.Of(Plans.WithSweep(), "a");
        var (store, _) = await RunAsync(plan, "one", 1);

        // Pixels 0 .1 .2 .3 of sample 0 and .4 .5 .6 .7 of sample 4, each raised by level × one number of the sample.
        var (first, last) = (await RiseAsync("fade=1", 0, 0.6f), await RiseAsync("fade=1", 4, 2.2f));
        Assert.Equal(0.1f * first, await RiseAsync("fade=0.1", 0, 0.6f), 4);
        Assert.Equal(0.1f * last, await RiseAsync("fade=0.1", 4, 2.2f), 4);
        Assert.NotEqual(first, last, 3);

        async Task<float> RiseAsync(string what, int sample, float clean) =>
            (await store.ReadAsync(Assert.Single(plan.Units, unit => unit.What == what).Id, CancellationToken.None)).Bytes("scores").Floats(sample)[0] - clean;
    }

    [Fact]
    public async Task Threads_do_not_change_a_byte()
    {
        var plan = Plans.Of("a", "b");
        await RunAsync(plan, "one", 1);
        await RunAsync(plan, "four", 4);

        foreach (var unit in plan.Units)
            Assert.Equal(
                await File.ReadAllBytesAsync(_folder.At($"one/units/{unit.Id}.parquet")),
                await File.ReadAllBytesAsync(_folder.At($"four/units/{unit.Id}.parquet")));
    }

    [Fact]
    public async Task A_model_that_fails_does_not_take_its_group_along()
    {
        var plan = Plans.Of("a", "bad");
        var (store, replies) = await RunAsync(plan, "run", 2);

        foreach (var unit in plan.Units)
        {
            Assert.Equal(unit.Model == "a", store.Contains(unit.Id));
            Assert.Contains(unit.Model == "a" ? new UnitFinished(unit.Id) : (WorkerReply)new UnitFailed(unit.Id, "no kernel for Fancy"), replies);
        }
    }

    [Fact]
    public async Task A_store_that_cannot_be_written_fails_the_units()
    {
        File.WriteAllText(_folder.At("file"), "");
        var plan = Plans.Of("a", "b");
        var (_, replies) = await RunAsync(plan, "file", 2);

        Assert.Equal(plan.Units.Select(unit => unit.Id).Order(), replies.Cast<UnitFailed>().Select(reply => reply.Unit).Order());
        Assert.All(replies.Cast<UnitFailed>(), reply => Assert.Contains("cannot be written", reply.Message, StringComparison.Ordinal));
    }

    private async Task<(RunStore Store, List<WorkerReply> Replies)> RunAsync(Plan plan, string name, int threads)
    {
        var store = new RunStore(_folder.At(name));
        var bound = new BoundPlan(plan, Plans.Config().Robustness!.Perturbations.Append(Plans.Copy).ToDictionary(one => one.Method.Name, one => one.Method), new Dictionary<string, PluginInstance<IGradedImagePerturbation>> { ["fade"] = Plans.Fading }, new Dictionary<string, PluginInstance<IAttributionMethod>>(), [], []);
        using var data = new CountingData(5, Plans.Shape, classes: 2);
        using var copies = new PerturbedCopies(bound, data, ".");
        var runner = new JobRunner(new JobContext(bound, data, copies, store, model => new LinearModel(fails: model.Name == "bad"), threads));
        var replies = new List<WorkerReply>();
        foreach (var job in Job.Of(plan, plan.Units, long.MaxValue))
            await runner.RunAsync([.. job.Units.Select(unit => unit.Id)], replies.Add, CancellationToken.None);
        return (store, replies);
    }
}
