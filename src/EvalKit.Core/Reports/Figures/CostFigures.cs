using EvalKit.Core.Metrics;

namespace EvalKit.Core.Reports.Figures;

/// <summary>What a model's file says of its cost.</summary>
public static class CostFigures
{
    private static readonly (string Id, MetricInfo Info, Func<ModelCost, long> Value)[] All =
    [
        ("cost/parameters", Info("Parameters", "count", "The numbers in the weights, a tied tensor once"), cost => cost.Parameters),
        ("cost/macs", Info("MACs", "count", "Multiply–accumulate operations for one sample, counted by operator"), cost => cost.Macs),
        ("cost/bytes", Info("Size", "bytes", "The file and its external data"), cost => cost.Bytes),
        ("cost/activations", Info("Activations", "count", "The numbers in all intermediate tensors for one sample; Dollár, Singh and Girshick 2021"), cost => cost.Activations),
    ];

    /// <summary>What the figures mean, by id.</summary>
    public static IReadOnlyDictionary<string, MetricInfo> Infos { get; } =
        new SortedDictionary<string, MetricInfo>(All.ToDictionary(cost => cost.Id, cost => cost.Info), StringComparer.Ordinal);

    internal static IEnumerable<Figure> Of(ModelRun model) =>
        All.Select(cost => model.Cost is null
            ? Figure.Missing(cost.Id, cost.Info, "the model could not be read")
            : new Figure(cost.Id, cost.Info, _ => Estimate.Exact(cost.Value(model.Cost))) { IsExact = true });

    private static MetricInfo Info(string title, string unit, string source) =>
        new(title, unit, 0, double.PositiveInfinity, ScoreDirection.LowerIsBetter, source);
}
