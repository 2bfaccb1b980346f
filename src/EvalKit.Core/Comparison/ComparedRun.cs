using System.Globalization;
using EvalKit.Core.Metrics;
using EvalKit.Core.Reports;
using EvalKit.Core.Reports.Figures;

namespace EvalKit.Core.Comparison;

/// <summary>Takes what a comparison looks at from a stored run's figures.</summary>
internal static class ComparedRun
{
    private const int LeastExplained = 200;
    private const string Gain = "interpretability/relevance-gain";

    private static readonly (string Id, string Title)[] Sizes =
        [("cost/parameters", "parameters"), ("cost/macs", "MACs"), ("cost/bytes", "bytes")];

    private static readonly (string Id, QualityAxis Axis, GrowthScale Scale, bool Votes)[] Qualities =
    [
        (PrimaryFigures.Performance, QualityAxis.Performance, GrowthScale.Accuracy, true),
        ("performance/log-loss", QualityAxis.Performance, GrowthScale.Loss, false),
        (PrimaryFigures.Robustness, QualityAxis.Robustness, GrowthScale.Accuracy, true),
        (PrimaryFigures.Interpretability, QualityAxis.Interpretability, GrowthScale.None, true),
    ];

    // Properties of explanations that do not rest on removing pixels, as relevance gain does.
    private static readonly string[] SecondProperties =
    [
        "interpretability/grid-pointing",
        "interpretability/pointing-game",
        "interpretability/relevance-mass",
        "interpretability/max-sensitivity",
        "interpretability/stability",
    ];

    /// <summary>The models of a run, those whose size is unknown left out.</summary>
    /// <param name="run">The run.</param>
    /// <param name="figures">Each model's figures.</param>
    /// <param name="estimate">The computed figure of a model, by its position among <paramref name="figures"/> and the figure's id.</param>
    public static ComparedModels Of(EvaluationRun run, IReadOnlyList<ModelFigures> figures, Func<int, string, Estimate> estimate)
    {
        var kept = Enumerable.Range(0, figures.Count).Where(i => figures[i].Model.Cost is not null).ToArray();
        var columns = new Columns([.. kept.Select(i => figures[i])], (model, id) => estimate(kept[model], id));
        return new(
            run.Name,
            [.. kept.Select(i => new ComparedModel(figures[i].Model.Name, figures[i].Model.Family))],
            [.. Sizes.Select(size => new ModelSize(size.Id, size.Title, columns.Values(size.Id))).Where(size => kept.Length > 0)],
            [.. Qualities.Where(one => columns.Has(one.Id)).Select(one => columns.Quality(one.Id, one.Axis, one.Scale, one.Votes)), .. Second(columns)],
            kept.All(i => figures[i].Model.Family is null) && kept.Length > 0 ? ["No family is named in the configuration, so every model is taken for independent."] : [],
            run.Provenance.Seed)
        {
            Explanations = columns.Has(Gain) ? Explanations(run, columns) : null,
        };
    }

    private static ModelQuality[] Second(Columns columns) =>
        [.. SecondProperties.Where(columns.Has).Select(id => columns.Quality(id, QualityAxis.Interpretability, GrowthScale.None, votes: false))];

    private static ExplanationEvidence Explanations(EvaluationRun run, Columns columns)
    {
        var masking = run.Attributions.Select(method => columns.Values($"{Gain}@{method}:random-order")).ToArray();
        return new(
            [
                .. run.Attributions.SelectMany(method => run.Substrates, (method, substrate) =>
                    new GainPart(method, substrate, columns.Values($"{Gain}@{method}:{substrate}"))),
            ],
            [.. Enumerable.Range(0, columns.Count).Select(i => masking.Average(values => values[i]))],
            Second(columns));
    }

    private sealed class Columns(IReadOnlyList<ModelFigures> figures, Func<int, string, Estimate> estimate)
    {
        public int Count => figures.Count;

        public bool Has(string id) => Count > 0 && figures[0].ById.ContainsKey(id) && Values(id).Any(double.IsFinite);

        // A figure with a gap rests on other samples than its neighbours'.
        public IReadOnlyList<double> Values(string id) =>
            [.. Enumerable.Range(0, Count).Select(i => figures[i].ById.TryGetValue(id, out var figure) && figure.Gap is null ? estimate(i, id).Value : double.NaN)];

        public ModelQuality Quality(string id, QualityAxis axis, GrowthScale scale, bool votes)
        {
            var samples = Enumerable.Range(0, Count).Select(i => estimate(i, id)).Where(one => one.IsDefined).Select(one => one.N).DefaultIfEmpty(0).Min();
            var isTooFew = axis == QualityAxis.Interpretability && samples < LeastExplained;
            return new(id, axis, figures[0].ById[id].Info, Values(id), scale)
            {
                Votes = votes,
                Estimates = [.. Enumerable.Range(0, Count).Select(i => estimate(i, id))],
                PerSample = isTooFew ? null : [.. figures.Select(model => Once(model.ById[id].PerSample))],
                WhyUntested = isTooFew ? string.Create(CultureInfo.InvariantCulture, $"{samples:N0} common samples do not tell that from chance: {LeastExplained} are needed") : null,
            };
        }

        // Every pair of models asks for them again: they stay while the memory is not needed.
        private static Func<SampleValues>? Once(Func<SampleValues>? values)
        {
            if (values is null) return null;
            var once = new WeakReference<SampleValues?>(null);
            return () =>
            {
                if (once.TryGetTarget(out var kept)) return kept;
                var made = values();
                once.SetTarget(made);
                return made;
            };
        }
    }
}
