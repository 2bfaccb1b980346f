using System.Globalization;
using System.Text.Json;
using EvalKit.Core.Execution;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Planning;
using EvalKit.Core.Reports;

namespace EvalKit.Core.Comparison;

/// <summary>
/// Stored runs whose models can be compared as if one run had had them all: they have the data, the seed and all that is done
/// to samples in common. Of their samples those count that all of them have, so that every pair of models has the same.
/// </summary>
public static class JoinedRuns
{
    // Lists compare by what they hold.
    private static readonly JsonSerializerOptions Json = new(WireJson.Options) { IncludeFields = true };

    /// <summary>Compares stored runs: those that agree as one, each other one by itself with a note that says why.</summary>
    /// <param name="runs">The runs, at least one.</param>
    /// <returns>One comparison for each group of runs that agree, in the order of their first ones.</returns>
    public static IReadOnlyList<SizeComparison> Compare(IReadOnlyList<StoredModels> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        var groups = new List<List<StoredModels>>();
        foreach (var run in runs)
        {
            if (groups.Find(group => Differences(group[0].Plan, run.Plan).Count == 0) is { } group) group.Add(run);
            else groups.Add([run]);
        }

        return [.. groups.Select(group => Joined(group, [.. groups.Where(other => other != group).Select(other => other[0])]))];
    }

    /// <summary>In what two runs differ that must agree where their models are to be compared; empty where they can be.</summary>
    /// <param name="one">The plan of a run.</param>
    /// <param name="other">The plan of another.</param>
    public static IReadOnlyList<string> Differences(Plan one, Plan other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        var differences = new List<string>();
        if (one.Data.Sha256 != other.Data.Sha256) differences.Add($"data (hash {Start(one.Data.Sha256)}; {Start(other.Data.Sha256)})");
        if (one.Seed != other.Seed) differences.Add(string.Create(CultureInfo.InvariantCulture, $"seed ({one.Seed}; {other.Seed})"));
        if (one.Drawn != other.Drawn) differences.Add("order of samples");
        if (Form((one.Constants, one.Perturbations)) != Form((other.Constants, other.Perturbations))) differences.Add($"perturbations ({Perturbed(one)}; {Perturbed(other)})");
        if (Form(one.Explanations) != Form(other.Explanations)) differences.Add($"explanations ({Explained(one)}; {Explained(other)})");
        return differences;
    }

    private static SizeComparison Joined(List<StoredModels> group, StoredModels[] others)
    {
        var (clean, perturbed) = (group.Min(run => run.Plan.Data.Samples), group.Min(run => run.Plan.Data.PerturbedSamples));
        var (models, notes) = Models(group);
        // Levels of sweeps are tried on samples of their own number, and no figure that is compared is of them.
        HashSet<Condition> conditions = [.. group[0].Run.Conditions.Select(planned => planned.Condition)];
        var run = group[0].Run with
        {
            Name = string.Join(" + ", group.Select(one => one.Run.Name)),
            Models = [.. models.Select(model => Restricted(model, clean, perturbed, conditions))],
            Sweeps = [],
            Failures = [.. group.SelectMany(one => one.Run.Failures)],
        };
        if (group.Exists(one => one.Plan.Data.Samples > clean || one.Plan.Data.PerturbedSamples > perturbed))
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"Compared on the samples that all of these runs have: {clean:N0} clean, {perturbed:N0} perturbed."));
        if (group.Exists(one => one.Plan.Versions != group[0].Plan.Versions)) notes.Add("These runs were computed by other versions of the software or other processors: last digits may differ.");
        foreach (var other in others)
            notes.Add($"Not joined with {other.Source}, compared apart: other {string.Join(", ", Differences(group[0].Plan, other.Plan))}.");
        var comparison = SizeComparison.Of(run);
        return comparison with { Notes = [.. notes, .. comparison.Notes] };
    }

    // A model that an earlier run of the group has too, with the same bytes and preprocessing, would count twice.
    private static (List<ModelRun> Models, List<string> Notes) Models(List<StoredModels> group)
    {
        var (kept, notes, known) = (new List<(StoredModels From, ModelRun Model)>(), new List<string>(), new Dictionary<(string, string), string>());
        foreach (var run in group)
        {
            foreach (var model in run.Run.Models)
            {
                if (known.TryGetValue(Identity(run, model), out var earlier)) notes.Add($"{Named(model, earlier)} is in several of these runs and taken once.");
                else kept.Add((run, model));
            }

            foreach (var model in run.Run.Models) known.TryAdd(Identity(run, model), model.Name);
        }

        var shared = kept.GroupBy(one => one.Model.Name, StringComparer.Ordinal).Where(name => name.Count() > 1).Select(name => name.Key).ToHashSet(StringComparer.Ordinal);
        notes.AddRange(shared.Order(StringComparer.Ordinal).Select(name => $"{name} names different models in these runs, told apart by the run."));
        return ([.. kept.Select(one => shared.Contains(one.Model.Name) ? one.Model with { Name = $"{one.Model.Name} ({one.From.Source})" } : one.Model)], notes);
    }

    private static (string Sha256, string Preprocessing) Identity(StoredModels run, ModelRun model) =>
        (model.Sha256, run.Plan.Models.First(planned => planned.Name == model.Name).Probed.Preprocessing);

    private static string Named(ModelRun model, string earlier) => model.Name == earlier ? model.Name : $"{earlier} (also {model.Name})";

    private static ModelRun Restricted(ModelRun model, int clean, int perturbed, HashSet<Condition> conditions) => model with
    {
        Clean = model.Clean?.First(clean),
        Perturbed = model.Perturbed.Where(one => conditions.Contains(one.Key)).ToDictionary(one => one.Key, one => one.Value.First(perturbed)),
    };

    private static string Start(string hash) => hash.Length > 12 ? hash[..12] + "…" : hash;

    private static string Form<T>(T value) => JsonSerializer.Serialize(value, Json);

    private static string Perturbed(Plan plan) => plan.Perturbations.Count == 0 ? "none" : string.Join(", ", plan.Perturbations.Select(one =>
        $"{one.Method.Name}:{string.Join('+', one.Severities)}{(one.Method.Parameters == "{}" ? "" : " " + one.Method.Parameters)}"))
        + (plan.Constants is { } constants ? $" of {ConstantSets.NameOf(constants)}" : "");

    private static string Explained(Plan plan) => plan.Explanations is not { } explanations ? "none" : string.Join(", ", explanations.Attributions.Select(one =>
        string.Create(CultureInfo.InvariantCulture, $"{one.Method.Name} of {one.Samples:N0} samples")));
}
