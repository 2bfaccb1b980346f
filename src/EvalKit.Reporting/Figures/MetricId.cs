namespace EvalKit.Reporting.Figures;

/// <summary>The parts of a metric's id, <c>axis/metric[@condition]</c>.</summary>
/// <param name="Axis">The axis.</param>
/// <param name="Metric">The metric.</param>
/// <param name="Condition">The condition, or null where there is none.</param>
internal sealed record MetricId(string Axis, string Metric, string? Condition)
{
    /// <summary>The id without its condition.</summary>
    public string Base => $"{Axis}/{Metric}";

    /// <summary>Whether it is a level of noise, which has the unit of its kind and so no mean over kinds.</summary>
    public bool IsNoiseTolerance => Metric is "noise-tolerance" or "relative-noise-tolerance";

    /// <summary>Takes an id apart; an id without a slash has an empty axis.</summary>
    public static MetricId Parse(string id)
    {
        var slash = id.IndexOf('/', StringComparison.Ordinal);
        var rest = id[(slash + 1)..];
        var at = rest.IndexOf('@', StringComparison.Ordinal);
        return new(slash < 0 ? "" : id[..slash], at < 0 ? rest : rest[..at], at < 0 ? null : rest[(at + 1)..]);
    }
}
