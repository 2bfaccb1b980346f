namespace EvalKit.Core.Reports.Figures;

/// <summary>All figures of one model, those included that cannot be computed.</summary>
internal sealed class ModelFigures
{
    private readonly SortedDictionary<string, Figure> _byId = new(StringComparer.Ordinal);

    private ModelFigures(ModelRun model, IEnumerable<Figure> figures)
    {
        Model = model;
        foreach (var figure in figures) _byId.Add(figure.Id, figure);
    }

    /// <summary>The model.</summary>
    public ModelRun Model { get; }

    /// <summary>The figures by id, in ordinal order; the same ids for all models of a run.</summary>
    public IReadOnlyDictionary<string, Figure> ById => _byId;

    /// <summary>The figures of each model of a run, in the order given.</summary>
    public static IReadOnlyList<ModelFigures> Of(EvaluationRun run, IReadOnlyList<ModelRun> models)
    {
        var explanations = new ExplanationFigures(run, models);
        return [.. models.Select(model => new ModelFigures(model, [.. Qualities(run, model, explanations), .. CostFigures.Of(model)]))];
    }

    private static IEnumerable<Figure> Qualities(EvaluationRun run, ModelRun model, ExplanationFigures explanations)
    {
        Figure[] figures =
        [
            .. PredictionFigures.Performance(run, model),
            .. PredictionFigures.Robustness(run, model),
            .. RobustnessFigures.Of(run, model),
            .. SweepFigures.Of(run, model),
            .. explanations.Of(model),
        ];
        return Distrust.Of(model) is { } why ? figures.Select(figure => figure.Distrusted(why)) : figures;
    }

    /// <summary>Why a unit of a model is missing.</summary>
    /// <param name="run">The run.</param>
    /// <param name="model">The model.</param>
    /// <param name="units">What had to be computed, as <see cref="Failure.Unit"/> has it, in order.</param>
    public static string WhyMissing(EvaluationRun run, ModelRun model, params ReadOnlySpan<string> units)
    {
        foreach (var unit in units)
        {
            foreach (var failure in run.Failures)
            {
                if (failure.Model == model.Name && failure.Unit == unit) return $"{unit} failed: {failure.Message}";
            }
        }

        return $"{units[^1]} is missing";
    }
}
