using EvalKit.Core.Attributions;
using EvalKit.Core.Configuration;
using EvalKit.Core.Data;
using EvalKit.Core.Errors;
using EvalKit.Core.Images;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;

namespace EvalKit.Core.Planning;

/// <summary>Makes the plan of a run: which units there are, and what each one's id is.</summary>
public static class Planner
{
    // A range long enough that files stay few, short enough that an interruption loses little.
    private const int Range = 2048;

    private const int FirstDrawn = 64;

    // Raised when the rows of a unit of predictions, or of explanation figures, change.
    private const int PredictionForm = 2;
    private const int ExplanationForm = 2;

    /// <summary>Plans a run.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="models">The models that could be opened.</param>
    /// <param name="unopened">The models that could not be opened.</param>
    /// <param name="data">The data.</param>
    /// <param name="versions">The software and processor that the values depend on.</param>
    /// <param name="isDrawn">Whether the data are in a seeded order, and the run stops when its gates are decided.</param>
    /// <exception cref="UserException">
    /// A label is outside a model's classes, the models disagree on the constants, the reference model is not of the run, or a
    /// perturbed copy of the data cannot be opened.
    /// </exception>
    public static Plan Plan(
        EvalConfig config, IReadOnlyList<PlannedModel> models, IReadOnlyList<UnopenedModel> unopened, IDataset data, PlanVersions versions, bool isDrawn = false)
    {
        models = [.. models.OrderBy(model => model.Name, StringComparer.Ordinal)];
        var samples = Math.Min(config.Data.Limit ?? data.Count, data.Count);
        CheckLabels(models, data, samples, config);
        var perturbed = config.Robustness is { } robustness ? Math.Min(robustness.Samples ?? samples, samples) : 0;
        var (constants, reason) = Constants(config, models);
        var plan = new Plan(
            Planning.Plan.CurrentSchema,
            config.Name,
            versions,
            config.Seed,
            new PlannedData(config.Data.Source.Kind, config.Data.Source.Parameters, data.Sha256, samples, perturbed),
            constants,
            reason,
            models,
            [.. unopened.OrderBy(model => model.Name, StringComparer.Ordinal)],
            [.. (config.Robustness?.Perturbations ?? []).Select(one => new PlannedPerturbation(PlannedMethod.Of(one.Method), one.Severities, Copies(one, config.Folder, data, perturbed)))],
            Reference(config, [.. models.Select(model => model.Name), .. unopened.Select(model => model.Name)]),
            Explanations(config, samples),
            config.Cost.Latency,
            config.Gates,
            [])
        {
            Drawn = isDrawn ? samples : null,
            Sweeps = [.. (config.Robustness?.NoiseTolerance ?? []).Select(one => Sweep(one, config.Robustness!.Samples, samples))],
        };
        return plan with { Units = [.. Units(plan, config.Interpretability)] };
    }

    private static PlannedExplanations? Explanations(EvalConfig config, int samples) =>
        config.Interpretability is not { } asked ? null : new PlannedExplanations(
            asked.Target,
            asked.Output,
            [.. asked.Attributions.Select(method => new PlannedAttribution(PlannedMethod.Of(method.Method), Math.Min(method.Samples ?? asked.Samples, samples)))],
            [.. asked.Substrates.Select(PlannedMethod.Of)],
            [.. asked.Metrics.Select(PlannedMethod.Of)]);

    private static PlannedSweep Sweep(NoiseToleranceConfig asked, int? usual, int samples) => new(
        PlannedMethod.Of(asked.Method), asked.Grid(), asked.Method.Method.Levels.Unit, asked.Target, Math.Min(asked.Samples ?? usual ?? samples, samples));

    private static string[]? Copies(PerturbationConfig perturbation, string folder, IDataset data, int samples)
    {
        if (perturbation.Method.Method is not IPerturbedCopy method) return null;
        return [.. perturbation.Severities.Select(severity =>
        {
            using var copy = method.Open(folder, data, samples, severity);
            return copy.Sha256;
        })];
    }

    private static string? Reference(EvalConfig config, IReadOnlyList<string> names)
    {
        if (config.Robustness?.ReferenceModel is not { } name || names.Contains(name)) return config.Robustness?.ReferenceModel;
        throw new UserException(
            $"{config.File}: robustness.reference-model: '{name}' is no model of this run (allowed: {string.Join(", ", names)}){NearestName.Hint(name, names)}");
    }

    private static IEnumerable<Unit> Units(Plan plan, InterpretabilityConfig? asked)
    {
        foreach (var (start, count) in Ranges(plan, plan.Data.Samples))
            foreach (var model in plan.Models) yield return Predictions(plan, model, Condition.Clean, null, start, count);

        foreach (var perturbation in plan.Perturbations)
            foreach (var severity in perturbation.Severities)
                foreach (var (start, count) in Ranges(plan, plan.Data.PerturbedSamples))
                    foreach (var model in plan.Models)
                        yield return Predictions(plan, model, new Condition(perturbation.Method.Name, severity), perturbation, start, count);
        foreach (var sweep in plan.Sweeps)
            foreach (var condition in sweep.Conditions)
                foreach (var (start, count) in Ranges(plan, sweep.Samples))
                    foreach (var model in plan.Models) yield return Predictions(plan, model, sweep, condition, start, count);
        if (asked is null) yield break;
        var explained = new List<(PlannedModel Model, PluginInstance<IAttributionMethod> Method, Unit Unit)>();
        foreach (var (method, samples) in asked.Attributions.Select((one, index) => (one.Method, plan.Explanations!.Attributions[index].Samples)))
        {
            foreach (var (start, count) in Ranges(plan, samples))
            {
                var attributions = plan.Models
                    .Where(model => !model.Probed.Refusals.ContainsKey(method.Name))
                    .Select(model => (Model: model, method, Unit: Attributions(plan, model, method, start, count)))
                    .ToArray();
                explained.AddRange(attributions);
                foreach (var (_, _, unit) in attributions) yield return unit;
                foreach (var metric in asked.Metrics.Where(metric => !metric.Method.NeedsOtherAttributions))
                    foreach (var (model, _, unit) in attributions) yield return Explanation(plan, model, method, unit, metric, []);
            }
        }

        // What compares methods comes when all have been computed.
        foreach (var metric in asked.Metrics.Where(metric => metric.Method.NeedsOtherAttributions))
        {
            foreach (var (model, method, unit) in explained)
            {
                var others = explained.Where(other => other.Model == model && other.Unit.Start == unit.Start && other.Unit != unit).Select(other => other.Unit.Id);
                yield return Explanation(plan, model, method, unit, metric, [.. others]);
            }
        }
    }

    private static Unit Predictions(Plan plan, PlannedModel model, Condition condition, PlannedPerturbation? perturbation, int start, int count)
    {
        (string, object?)[] facts = perturbation switch
        {
            null => [("condition", "clean")],
            // What is read depends on the pictures alone, wherever they lie and however they are called.
            { Copies: { } copies, Method: var method } => [("copy", copies[perturbation.Severities.ToList().IndexOf(condition.Severity)]), ("version", method.Version)],
            { Method: var method } => [("condition", condition.Severity), .. Facts(method), ("seed", plan.Seed), ("constants", plan.Constants)],
        };
        var id = UnitId.Of([("form", PredictionForm), .. Basis(plan, model, start, count), .. facts]);
        return new Unit(id, UnitKind.Predictions, model.Name, condition.ToString(), start, count, 1);
    }

    private static Unit Predictions(Plan plan, PlannedModel model, PlannedSweep sweep, Condition condition, int start, int count)
    {
        var id = UnitId.Of([("form", PredictionForm), .. Basis(plan, model, start, count), ("level", condition.Level), .. Facts(sweep.Method), ("seed", plan.Seed)]);
        return new Unit(id, UnitKind.Predictions, model.Name, condition.ToString(), start, count, 1);
    }

    private static Unit Attributions(Plan plan, PlannedModel model, PluginInstance<IAttributionMethod> method, int start, int count)
    {
        var id = UnitId.Of([
            .. Basis(plan, model, start, count), .. Facts(PlannedMethod.Of(method)), ("seed", plan.Seed),
            ("together", BatchSize.Together(model.Probed.Signature.Input)), ("target", plan.Explanations!.Target), ("output", plan.Explanations.Output ?? method.Method.DefaultOutput),
            .. method.Method is IReferencedAttribution ? [("references", (object?)plan.Data.Samples)] : Array.Empty<(string, object?)>()]);
        return new Unit(id, UnitKind.Attributions, model.Name, method.Name, start, count, method.Method.Predictions(model.Probed.View.Shape));
    }

    private static Unit Explanation(
        Plan plan, PlannedModel model, PluginInstance<IAttributionMethod> method, Unit attributions, PluginInstance<IExplanationMetric> metric, IReadOnlyList<string> others)
    {
        var names = NamesOf(plan);
        var needed = metric.Method.NeedsPerturbations ? plan.Perturbations.Select(one => one.Method) : [];
        (string, object?)[] facts =
        [
            ("form", ExplanationForm), ("attributions", attributions.Id), .. Facts(PlannedMethod.Of(metric)),
            .. plan.Explanations!.Substrates.Concat(needed).SelectMany(Facts),
            .. metric.Method.NeedsPerturbations ? [("constants", (object?)plan.Constants)] : Array.Empty<(string, object?)>(),
            .. others.Select(id => ("other", (object?)id)), ("seed", plan.Seed),
        ];
        return new Unit(
            UnitId.Of(facts),
            UnitKind.Explanations,
            attributions.Model,
            $"{attributions.What}/{metric.Name}",
            attributions.Start,
            attributions.Count,
            metric.Method.Predictions(model.Probed.View.Shape, names, method.Method),
            [attributions.Id, .. others]);
    }

    /// <summary>What a plan has that explanation metrics have parts for.</summary>
    internal static ExplanationNames NamesOf(Plan plan) => new(
        [.. (plan.Explanations?.Substrates ?? []).Select(one => one.Name)],
        [.. plan.Perturbations.Select(one => one.Method.Name)],
        [.. (plan.Explanations?.Attributions ?? []).Select(one => one.Method.Name)]);

    private static (string, object?)[] Basis(Plan plan, PlannedModel model, int start, int count) =>
    [
        ("model", model.Probed.Facts.Sha256), ("preprocessing", model.Probed.Preprocessing), ("view", model.Probed.View),
        ("data", plan.Data.Sha256), ("start", start), ("count", count), ("batch", BatchSize.For(model.Probed.Signature.Input)),
        ("runtime", plan.Versions.Runtime), ("provider", plan.Versions.Provider), ("processor", plan.Versions.Processor),
        .. plan.Drawn is { } drawn ? [("drawn", drawn), ("order", plan.Seed)] : Array.Empty<(string, object?)>(),
    ];

    // The name is part of the facts, since it keys the random streams.
    private static (string, object?)[] Facts(PlannedMethod method) =>
        [("name", method.Name), ("kind", method.Kind), ("version", method.Version), ("parameters", method.Parameters)];

    // A run that may stop between two ranges has short ones at first, each a quarter of the samples so far.
    private static IEnumerable<(int Start, int Count)> Ranges(Plan plan, int samples)
    {
        for (var start = 0; start < samples;)
        {
            var count = Math.Min(plan.Drawn is null ? Range : Math.Clamp(start / 4, FirstDrawn, Range), samples - start);
            yield return (start, count);
            start += count;
        }
    }

    private static void CheckLabels(IReadOnlyList<PlannedModel> models, IDataset data, int samples, EvalConfig config)
    {
        for (var sample = 0; sample < samples; sample++)
        {
            var label = data.Label(sample);
            var few = models.FirstOrDefault(model => label >= model.Probed.Signature.Classes || label < 0);
            if (few is not null)
                throw new UserException(
                    $"{config.File}: data: sample '{data.Id(sample)}' has label {label}, but {few.Entry.Path} gives {few.Probed.Signature.Classes} scores, so labels go from 0 to {few.Probed.Signature.Classes - 1}");
        }
    }

    private static (ConstantSet?, string) Constants(EvalConfig config, IReadOnlyList<PlannedModel> models)
    {
        if (config.Robustness is not { } robustness || models.Count == 0) return (null, "nothing is perturbed");
        if (!robustness.Perturbations.Any(one => one.Method.Method is IImagePerturbation)) return (null, "nothing is computed that has constants");
        if (robustness.Constants is { } chosen) return (chosen, "chosen by the configuration");
        var sets = models.GroupBy(model => ConstantSets.DefaultFor(model.Probed.Signature.Input)).ToArray();
        if (sets.Length > 1)
            throw new UserException(
                $"{config.File}: robustness: the models take pictures of different sizes ({string.Join(", ", sets.Select(set => $"{set.First().Name}: {set.First().Probed.Signature.Input}"))}), which have different severity constants by default; set robustness.constants to cifar-c or imagenet-c");
        ImageShape shape = models[0].Probed.Signature.Input;
        return (sets[0].Key, $"the default for pictures of {shape.Width}×{shape.Height}");
    }
}
