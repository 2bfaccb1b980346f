using EvalKit.Core.Attributions;
using EvalKit.Core.Configuration;
using EvalKit.Core.Errors;
using EvalKit.Core.Planning;
using EvalKit.Core.Tests.Execution;
using EvalKit.Core.Tests.Plugins;

namespace EvalKit.Core.Tests.Planning;

public sealed class PlannerTests
{
    [Fact]
    public void Units_are_conditions_by_models_over_all_samples()
    {
        var plan = Plans.Of("a", "b");

        Assert.Equal(
            [("a", "clean", 5), ("b", "clean", 5), ("a", "invert:1", 3), ("b", "invert:1", 3), ("a", "invert:3", 3), ("b", "invert:3", 3)],
            plan.Units.Select(unit => (unit.Model, unit.What, unit.Count)));
        Assert.Equal(plan.Units.Count, plan.Units.Select(unit => unit.Id).Distinct().Count());
    }

    [Fact]
    public void The_order_of_models_does_not_matter() =>
        Assert.Equal(PlanFile.Serialize(Plans.Of("a", "b")), PlanFile.Serialize(Plans.Of("b", "a")));

    [Fact]
    public void A_further_model_leaves_the_ids_of_the_others() =>
        Assert.Subset(Ids(Plans.Of("a", "b", "c")), Ids(Plans.Of("a", "c")));

    [Fact]
    public void The_seed_counts_for_perturbed_units_only()
    {
        var (one, other) = (Plans.Of(Plans.Config(seed: 1), "a"), Plans.Of(Plans.Config(seed: 2), "a"));

        Assert.Equal(one.Units[0].Id, other.Units[0].Id);
        Assert.All(one.Units.Skip(1).Zip(other.Units.Skip(1)), pair => Assert.NotEqual(pair.First.Id, pair.Second.Id));
    }

    [Fact]
    public void The_models_bytes_and_the_range_count()
    {
        using var data = new CountingData(5, Plans.Shape, classes: 2);
        var versions = new PlanVersions("0", "1.31", "cpu/all", "x64");
        var plain = Plans.Of("a").Units[0].Id;

        Assert.NotEqual(plain, Planner.Plan(Plans.Config(), [Plans.Model("a", "other bytes")], [], data, versions).Units[0].Id);
        Assert.NotEqual(plain, Planner.Plan(Plans.Config(limit: 4), [Plans.Model("a")], [], data, versions).Units[0].Id);
        Assert.NotEqual(plain, Planner.Plan(Plans.Config(), [Plans.Model("a")], [], data, versions with { Runtime = "1.32" }).Units[0].Id);
        Assert.Equal(plain, Planner.Plan(Plans.Config(), [Plans.Model("a")], [], data, versions with { EvalKit = "9" }).Units[0].Id);
    }

    /// <summary>64 samples, then a quarter of those so far, but never fewer; in another order, so that no unit is that of a usual run.</summary>
    [Fact]
    public void A_run_until_decided_has_growing_ranges_of_its_own()
    {
        using var data = new CountingData(700, Plans.Shape, classes: 2);
        using var drawn = new Core.Data.DrawnDataset(data, new SampleOrder(0, 700));
        var config = Plans.Config() with { Robustness = null };
        var versions = new PlanVersions("0", "1.31", "cpu/all", "x64");
        var plan = Planner.Plan(config, [Plans.Model("a")], [], drawn, versions, isDrawn: true);

        Assert.Equal([(0, 64), (64, 64), (128, 64), (192, 64), (256, 64), (320, 80), (400, 100), (500, 125), (625, 75)], plan.Units.Select(unit => (unit.Start, unit.Count)));
        Assert.Empty(Ids(plan).Intersect(Ids(Planner.Plan(config with { Data = config.Data with { Limit = 64 } }, [Plans.Model("a")], [], data, versions))));
        Assert.Equal((400, 6, (int?)700), (plan.Until(400).Data.Samples, plan.Until(400).Units.Count, plan.Until(400).Drawn));
    }

    [Fact]
    public void A_label_outside_the_classes_is_named()
    {
        using var data = new CountingData(5, Plans.Shape, classes: 3);
        var problem = Assert.Throws<UserException>(() => Planner.Plan(Plans.Config(), [Plans.Model("a")], [], data, new PlanVersions("0", "1", "cpu", "x")));

        Assert.Equal("eval.yaml: data: sample '2' has label 2, but a.onnx gives 2 scores, so labels go from 0 to 1", problem.Message);
    }

    [Fact]
    public void The_units_of_a_copy_go_by_its_pictures_not_by_its_name_or_the_seed()
    {
        var (plain, renamed) = (Of(Plans.Copy), Of(Plans.CopyOf(new("first"), "other"), seed: 1));
        Assert.Equal(["recorded:2", "recorded:4"], plain.Units.Skip(1).Select(unit => unit.What));
        Assert.Equal(["first 2", "first 4"], plain.Perturbations[0].Copies);
        Assert.Equal(Ids(plain), Ids(renamed));
        Assert.Equal([plain.Units[0].Id], Ids(plain).Intersect(Ids(Of(Plans.CopyOf(new("changed"))))));
        Assert.Null(plain.Constants);

        static Plan Of(PerturbationConfig copy, ulong seed = 0)
        {
            var config = Plans.Config(seed);
            return Plans.Of(config with { Robustness = config.Robustness! with { Perturbations = [copy] } }, "a");
        }
    }

    [Fact]
    public void A_sweep_has_a_unit_a_level_and_model()
    {
        var plan = Plans.Of(Plans.WithSweep(), "a", "b");
        Assert.Equal(["clean", "clean", "fade=0.1", "fade=0.1", "fade=0.316", "fade=0.316", "fade=1", "fade=1"], plan.Units.Select(unit => unit.What));
        Assert.Equal((5, "steps", 0.5), (plan.Sweeps[0].Samples, plan.Sweeps[0].Unit, plan.Sweeps[0].Target));
        Assert.Equal(8, Ids(plan).Count);
        Assert.Equal(2, Ids(plan).Intersect(Ids(Plans.Of(Plans.WithSweep(seed: 1), "a", "b"))).Count());

        // A finer grid computes only the levels that are new.
        Assert.Superset(Ids(plan), Ids(Plans.Of(Plans.WithSweep(levels: 5), "a", "b")));
    }

    [Fact]
    public void Levels_that_do_not_ascend_are_named()
    {
        var problem = Assert.Throws<UserException>(() => Plans.Of(Plans.WithSweep(from: 2), "a"));
        Assert.Equal(
            "eval.yaml:9:7: noise-tolerance: fade: 3 levels from 2 to 1 do not ascend when they are rounded to 3 digits; allowed: 'to' well above 'from', or fewer levels",
            problem.Message);
    }

    [Fact]
    public void The_reference_model_must_be_of_the_run()
    {
        Assert.Equal("cnn-4", Plans.Of(With("cnn-4"), "cnn-4", "b").ReferenceModel);
        var problem = Assert.Throws<UserException>(() => Plans.Of(With("cnn4"), "cnn-4", "b"));
        Assert.Equal("eval.yaml: robustness.reference-model: 'cnn4' is no model of this run (allowed: b, cnn-4); did you mean 'cnn-4'?", problem.Message);

        static EvalConfig With(string reference)
        {
            var config = Plans.Config();
            return config with { Robustness = config.Robustness! with { ReferenceModel = reference } };
        }
    }

    [Fact]
    public void A_method_that_refuses_a_model_has_no_units_for_it()
    {
        var explained = Plans.Explained(output: null);
        var (plan, all) = (Plans.Of(explained, Plans.Model("a"), Plans.Refusing("b", "rise")), Plans.Of(explained, "a", "b"));
        Assert.Equal(["a/clean", "b/clean", "a/rise", "a/rise/sparseness", "a/slope", "b/slope", "a/slope/sparseness", "b/slope/sparseness"], Units(plan));
        Assert.Subset(Ids(all), Ids(plan));
        Assert.Equal(all.Units.Count - 2, plan.Units.Count);
    }

    [Fact]
    public void What_compares_methods_comes_last_and_builds_on_the_attributions_of_all()
    {
        var plan = Plans.Of(Plans.Explained(null, new Comparing(NeedsOtherAttributions: true)), "a");
        Assert.Equal(["a/clean", "a/rise", "a/slope", "a/rise/comparing", "a/slope/comparing"], Units(plan));
        var (rise, slope) = (plan.Units[1].Id, plan.Units[2].Id);
        Assert.Equal([rise, slope], plan.Units[3].Requires!);
        Assert.Equal([slope, rise], plan.Units[4].Requires!);
    }

    [Fact]
    public void Only_what_perturbs_depends_on_the_perturbations()
    {
        Assert.Equal(Id(new Comparing(), severity: 1), Id(new Comparing(), severity: 1));
        Assert.NotEqual(Id(new Comparing(NeedsPerturbations: true), severity: null), Id(new Comparing(NeedsPerturbations: true), severity: 1));
        Assert.Equal(Id(new Comparing(), severity: null), Id(new Comparing(), severity: 1));

        static string Id(Comparing metric, int? severity)
        {
            var config = Plans.Explained(null, metric);
            if (severity is { } one) config = config with { Robustness = Plans.Config(severities: [one]).Robustness };
            return Plans.Of(config, "a").Units.First(unit => unit.What == "rise/comparing").Id;
        }
    }

    private sealed record Comparing(bool NeedsOtherAttributions = false, bool NeedsPerturbations = false) : StubExplanationMetric, IExplanationMetric;

    [Fact]
    public void Each_method_explains_its_own_number_where_none_is_said()
    {
        // Said or not, the same number gives the same unit.
        var (own, logit, probability) = (Of(null), Of(ExplainedOutput.Logit), Of(ExplainedOutput.Probability));
        Assert.Equal((probability["rise"], logit["slope"]), (own["rise"], own["slope"]));
        Assert.NotEqual(logit["rise"], own["rise"]);
        Assert.NotEqual(probability["slope"], own["slope"]);

        static Dictionary<string, string> Of(ExplainedOutput? output) => Plans.Of(Plans.Explained(output), "a").Units.ToDictionary(unit => unit.What, unit => unit.Id);
    }

    [Fact]
    public async Task A_plan_reads_back_as_written()
    {
        using var folder = new Store.TemporaryFolder();
        var bytes = PlanFile.Serialize(Plans.Of(Plans.WithSweep(), "a", "b"));
        await File.WriteAllBytesAsync(folder.At(PlanFile.Name), bytes);

        Assert.Equal(bytes, PlanFile.Serialize(await PlanFile.ReadAsync(folder.Path, CancellationToken.None)));
    }

    [Fact]
    public async Task A_folder_without_a_plan_is_named()
    {
        using var folder = new Store.TemporaryFolder();
        var problem = await Assert.ThrowsAsync<UserException>(() => PlanFile.ReadAsync(folder.Path, CancellationToken.None));

        Assert.Contains("not a run's folder", problem.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Units(Plan plan) => plan.Units.Select(unit => $"{unit.Model}/{unit.What}");

    private static HashSet<string> Ids(Plan plan) => [.. plan.Units.Select(unit => unit.Id)];
}
