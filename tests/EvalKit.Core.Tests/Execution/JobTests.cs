using EvalKit.Core.Execution;
using EvalKit.Core.Planning;
using EvalKit.Core.Tests.Planning;

namespace EvalKit.Core.Tests.Execution;

public sealed class JobTests
{
    [Fact]
    public void Severities_of_a_perturbation_are_one_job()
    {
        var plan = Plans.Of("a", "b");
        var jobs = Job.Of(plan, plan.Units, long.MaxValue).ToArray();
        Assert.Equal(["clean", "invert"], jobs.Select(job => job.Title));
        Assert.Equal(["clean", "clean"], jobs[0].Units.Select(unit => unit.What));
        Assert.Equal(["a invert:1", "a invert:3", "b invert:1", "b invert:3"], jobs[1].Units.Select(unit => $"{unit.Model} {unit.What}"));
    }

    [Fact]
    public void Models_that_do_not_fit_together_are_jobs_of_their_own()
    {
        var plan = Plans.Of("a", "b");
        var jobs = Job.Of(plan, plan.Units, budget: ModelPool.Bytes(plan.Models[0])).ToArray();
        Assert.Equal(["clean · a", "clean · b", "invert", "invert"], jobs.Select(job => job.Title));
        Assert.Equal(["a", "a"], jobs[2].Units.Select(unit => unit.Model));
    }

    [Fact]
    public void Attributions_are_jobs_of_their_own()
    {
        var plan = Plans.Of("a", "b");
        Unit[] units = [new("1", UnitKind.Attributions, "a", "rise", 0, 5, 1), new("2", UnitKind.Attributions, "b", "rise", 0, 5, 1)];
        Assert.Equal(["rise · a", "rise · b"], Job.Of(plan, units, long.MaxValue).Select(job => job.Title));
    }
}
