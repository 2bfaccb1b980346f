namespace EvalKit.Core.Metrics;

/// <summary>A figure with its 95 % interval.</summary>
/// <param name="Value">The figure; NaN where it is not defined, and then <paramref name="Note"/> says why.</param>
/// <param name="Low">The lower end of the interval, or null where the figure has none.</param>
/// <param name="High">The upper end of the interval, or null where the figure has none.</param>
/// <param name="N">The number of samples (or other units) that it rests on.</param>
/// <param name="Note">What a reader must know: why it is missing, how many samples were left out; null as a rule.</param>
public sealed record Estimate(double Value, double? Low, double? High, long N, string? Note = null)
{
    /// <summary>A figure that could not be computed.</summary>
    public static Estimate Missing(string why) => new(double.NaN, null, null, 0, why);

    /// <summary>A figure that is exact, such as a count.</summary>
    public static Estimate Exact(double value, long n = 1) => new(value, value, value, n);

    /// <summary>Whether it has a value that may be averaged, compared or gated.</summary>
    public bool IsDefined => double.IsFinite(Value);
}
