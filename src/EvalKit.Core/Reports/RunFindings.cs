using System.Globalization;
using EvalKit.Core.Metrics;
using EvalKit.Core.Models;
using EvalKit.Core.Statistics;

namespace EvalKit.Core.Reports;

/// <summary>What a model's predictions show that a reader must know before trusting its figures.</summary>
internal static class RunFindings
{
    /// <summary>The findings, in a fixed order.</summary>
    public static IEnumerable<Finding> Of(EvaluationRun run, ModelRun model)
    {
        const string Unused = "its figures are shown, but neither ranked, compared nor judged";
        if (model.Behaviour is { IsRepeatable: false })
        {
            yield return Error(model, $"Two identical calls gave different scores, so {Unused}; another run gives others. Export it for inference, without operators that draw at random.");
        }
        else if (model.Behaviour is { BatchDifference: var share })
        {
            yield return share >= ModelBehaviour.Misleading
                ? Error(model, $"The scores of a sample depend on the other samples of its batch, by up to {share:P1} of their range, so {Unused}. Export it for inference, with stored statistics instead of the batch's.")
                : Warning(model, $"The scores of a sample depend on the other samples of its batch, by up to {share:P1} of their range, as those of models do that quantise a batch as a whole.");
        }

        if (model.Clean is { } clean)
        {
            if (clean.Excluded > clean.Undecided)
            {
                yield return Error(model, $"{clean.Excluded - clean.Undecided:N0} of {clean.Count + clean.Excluded:N0} clean samples gave NaN or infinite scores and are left out.");
            }

            if (clean.Undecided > 0)
            {
                yield return Error(model, $"{clean.Undecided:N0} of {clean.Count + clean.Excluded:N0} clean samples gave every class the same score and are left out.");
            }

            if (Distrust.ConstantClass(model) is { } only)
            {
                yield return Error(model, $"It predicts class {only} for every one of {clean.Count:N0} clean samples, which is an answer to none of them, so {Unused}: do preprocessing and output fit the model?");
            }
            else if (IsAtChance(clean))
            {
                yield return Warning(model, $"Its accuracy is not above chance (1 in {clean.Classes:N0}): do preprocessing, labels and classes fit the model?");
            }
        }

        // Methods that need the same thing of a model refuse it in the same words.
        foreach (var refused in (model.Refusals ?? new Dictionary<string, string>()).GroupBy(one => one.Value, one => one.Key).OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            yield return Warning(model, $"{string.Join(", ", refused.Order(StringComparer.Ordinal))} cannot explain it: {refused.Key}");
        }

        var perturbed = run.Conditions.Select(planned => planned.Condition)
            .Concat(run.Sweeps.SelectMany(sweep => sweep.Conditions))
            .Where(condition => model.Perturbed.TryGetValue(condition, out var table) && table.Excluded > 0)
            .ToList();
        foreach (var (what, count) in new (string, Func<PredictionTable, int>)[]
        {
            ("NaN or infinite scores", table => table.Excluded - table.Undecided),
            ("every class the same score", table => table.Undecided),
        })
        {
            var where = perturbed.Where(condition => count(model.Perturbed[condition]) > 0).ToList();
            if (where.Count > 0) yield return Error(model, $"{where.Sum(condition => count(model.Perturbed[condition])):N0} perturbed samples gave {what} and are left out ({string.Join(", ", where)}).");
        }
    }

    /// <summary>How many models no average, ranking or verdict rests on, and which.</summary>
    public static IEnumerable<Finding> KeptOut(IReadOnlyList<ModelRun> models)
    {
        var names = models.Where(model => Distrust.Of(model) is not null).Select(model => model.Name).ToList();
        if (names.Count == 0) yield break;
        yield return new(FindingLevel.Warning, null, string.Create(
            CultureInfo.InvariantCulture,
            $"{names.Count:N0} of {models.Count:N0} models {(names.Count == 1 ? "is" : "are")} kept out of ranking, comparison, claims and gates: {string.Join(", ", names)}."));
    }

    private static bool IsAtChance(PredictionTable table)
    {
        var hits = 0;
        for (var row = 0; row < table.Count; row++)
        {
            if (table.Predictions.Span[row] == table.Labels.Span[row]) hits++;
        }

        return table.Count > 0 && Wilson.Of(hits, table.Count, Intervals.Usual).Low <= 1.0 / table.Classes;
    }

    private static Finding Error(ModelRun model, FormattableString message) =>
        new(FindingLevel.Error, model.Name, message.ToString(CultureInfo.InvariantCulture));

    private static Finding Warning(ModelRun model, FormattableString message) =>
        new(FindingLevel.Warning, model.Name, message.ToString(CultureInfo.InvariantCulture));
}
