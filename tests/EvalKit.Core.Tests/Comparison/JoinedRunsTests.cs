using System.Text.Json;
using EvalKit.Core.Comparison;
using EvalKit.Core.Execution;
using EvalKit.Core.Planning;
using EvalKit.Core.Reports;
using EvalKit.Core.Tests.Planning;
using EvalKit.Core.Tests.Reports;

namespace EvalKit.Core.Tests.Comparison;

public sealed class JoinedRunsTests
{
    private const int N = 40;

    private static readonly ModelRun Small = Model("small", 10, N, i => i % 4 != 0);
    private static readonly ModelRun Middle = Model("middle", 100, N, i => i % 8 != 0);
    private static readonly ModelRun Large = Model("large", 1_000, N, i => i % 20 != 0);

    [Fact]
    public void Runs_that_agree_are_compared_as_one()
    {
        var joined = JoinedRuns.Compare([Stored("first", N, Small, Large), Stored("second", N, Middle)]);

        var one = Assert.Single(joined);
        Assert.Equal("run + run", one.Source);
        AssertSame(SizeComparison.Of(Runs.Of(Small, Middle, Large)), one);
    }

    [Fact]
    public void A_run_alone_is_compared_as_it_is() =>
        AssertSame(SizeComparison.Of(Runs.Of(Small, Middle, Large)), Assert.Single(JoinedRuns.Compare([Stored("first", N, Small, Middle, Large)])));

    [Fact]
    public void A_model_in_both_is_taken_once()
    {
        var joined = Assert.Single(JoinedRuns.Compare([Stored("first", N, Small, Middle), Stored("second", N, Middle with { Name = "again" }, Large)]));

        Assert.Equal(3, joined.Models);
        Assert.Contains("middle (also again) is in several of these runs and taken once.", joined.Notes);
        AssertSame(SizeComparison.Of(Runs.Of(Small, Middle, Large)), joined);
    }

    [Fact]
    public void Different_models_of_one_name_are_told_apart()
    {
        var joined = Assert.Single(JoinedRuns.Compare([Stored("first", N, Small, Large), Stored("second", N, Middle with { Name = "small" })]));

        Assert.Equal(3, joined.Models);
        Assert.Contains("small names different models in these runs, told apart by the run.", joined.Notes);
        Assert.Equal(["small (first)", "small (second)", "large"], joined.Relations[0].Front);
    }

    /// <summary>Beyond the 40 samples of the other run the large model is always wrong, which must not count.</summary>
    [Fact]
    public void Only_samples_that_all_runs_have_count()
    {
        var longer = Model("large", 1_000, 3 * N, i => i < N && i % 20 != 0);

        var joined = Assert.Single(JoinedRuns.Compare([Stored("first", 3 * N, longer), Stored("second", N, Small, Middle)]));

        Assert.Contains("Compared on the samples that all of these runs have: 40 clean, 3 perturbed.", joined.Notes);
        AssertSame(SizeComparison.Of(Runs.Of(Small, Middle, Large)), joined);
    }

    [Fact]
    public void Runs_that_differ_are_compared_apart_and_say_in_what()
    {
        var other = Plans.Of(Plans.Config(seed: 3, severities: [2]), Planned(Large));

        var both = JoinedRuns.Compare([Stored("first", N, Small, Middle), new("second", other, Runs.Of(Large))]);

        Assert.Equal([2, 1], both.Select(one => one.Models));
        Assert.Contains("Not joined with second, compared apart: other seed (0; 3), perturbations (invert:1+3 of cifar-c; invert:2 of cifar-c).", both[0].Notes);
        Assert.Contains("Not joined with first, compared apart: other seed (3; 0), perturbations (invert:2 of cifar-c; invert:1+3 of cifar-c).", both[1].Notes);
    }

    [Fact]
    public void Other_data_and_other_explanations_keep_runs_apart()
    {
        var plan = Plans.Of("a");

        Assert.Empty(JoinedRuns.Differences(plan, Plans.Of("b")));
        Assert.StartsWith("data (hash ", Assert.Single(JoinedRuns.Differences(plan, plan with { Data = plan.Data with { Sha256 = "other" } })), StringComparison.Ordinal);
        Assert.Equal("order of samples", Assert.Single(JoinedRuns.Differences(plan, plan with { Drawn = 5 })));
        Assert.Equal("explanations (none; rise of 5 samples, slope of 5 samples)", Assert.Single(JoinedRuns.Differences(
            plan with { Perturbations = [], Constants = null }, Plans.Of(Plans.Explained(null), "a"))));
    }

    private static ModelRun Model(string name, long parameters, int n, Func<int, bool> right) => Runs.Model(name, parameters, n, right) with { Sha256 = "hash of " + name };

    private static PlannedModel Planned(ModelRun model) => Plans.Model(model.Name, model.Sha256);

    private static StoredModels Stored(string source, int samples, params ModelRun[] models)
    {
        var plan = Plans.Of(Plans.Config(), [.. models.Select(Planned)]);
        return new(source, plan with { Data = plan.Data with { Samples = samples } }, Runs.Of(models));
    }

    private static void AssertSame(SizeComparison expected, SizeComparison joined)
    {
        Assert.Equal(Form(expected.Claims), Form(joined.Claims));
        Assert.Equal(Form(expected.Relations), Form(joined.Relations));
    }

    private static string Form<T>(T value) => JsonSerializer.Serialize(value, WireJson.Options);
}
