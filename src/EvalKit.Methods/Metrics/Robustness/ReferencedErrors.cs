using EvalKit.Core.Metrics;
using EvalKit.Core.Statistics;
using EvalKit.Methods.Perturbations.Suites;

namespace EvalKit.Methods.Metrics.Robustness;

/// <summary>
/// The errors of a model and of its reference, clean and under each of the 15 common kinds, sample by sample over the samples
/// that all of them have in common, so that both are resampled in pairs.
/// </summary>
internal sealed class ReferencedErrors
{
    private const int Severities = 5;

    private readonly ErrorsByKind _model;
    private readonly ErrorsByKind _reference;
    private readonly int _samples;
    private readonly string? _note;

    private ReferencedErrors(RobustnessTable model, RobustnessTable reference)
    {
        var common = CommonSamples.Of([.. Tables(model).Concat(Tables(reference)).Select(table => table.Samples)]);
        _samples = common.Count;
        _model = new ErrorsByKind(model, common, 0);
        _reference = new ErrorsByKind(reference, common, model.Perturbed.Count + 1);
        _note = new ConditionMeans(model).Note ?? new ConditionMeans(reference).Note;
    }

    /// <summary>A figure of errors averaged over severities.</summary>
    /// <param name="errors">The error of each kind.</param>
    /// <param name="clean">The error on clean data.</param>
    /// <param name="reference">The reference's error of each kind.</param>
    /// <param name="referenceClean">The reference's error on clean data.</param>
    public delegate double Formula(ReadOnlySpan<double> errors, double clean, ReadOnlySpan<double> reference, double referenceClean);

    /// <summary>Computes a figure with its interval by a bootstrap over samples.</summary>
    /// <param name="table">The model's predictions and its reference's, under any conditions.</param>
    /// <param name="formula">The figure.</param>
    /// <param name="intervals">Makes the interval.</param>
    /// <param name="undefined">Why the formula may give no number.</param>
    public static Estimate Estimate(RobustnessTable table, Formula formula, Intervals intervals, string undefined)
    {
        var kinds = new Common15().Kinds;
        var missing = kinds.Where(kind => table.Perturbed.Count(entry => entry.Condition.Kind == kind) < Severities).ToArray();
        if (missing.Length > 0)
            return Core.Metrics.Estimate.Missing($"needs the 15 kinds of common-15 at severities 1 to {Severities}; not whole: {string.Join(", ", missing)}");
        return new ReferencedErrors(Only(table, kinds), Only(table.Reference!, kinds)).Compute(formula, intervals, undefined);
    }

    private static RobustnessTable Only(RobustnessTable table, IReadOnlyList<string> kinds) =>
        new(table.Clean, [.. table.Perturbed.Where(entry => kinds.Contains(entry.Condition.Kind))]);

    private static IEnumerable<PredictionTable> Tables(RobustnessTable table) => table.Perturbed.Select(entry => entry.Predictions).Prepend(table.Clean);

    private Estimate Compute(Formula formula, Intervals intervals, string undefined)
    {
        var estimate = intervals.Of(_samples, Value, _note);
        return estimate.IsDefined || _samples == 0 ? estimate : Core.Metrics.Estimate.Missing(undefined);

        double Value(ReadOnlySpan<byte> weights)
        {
            Span<double> errors = stackalloc double[_model.Kinds];
            Span<double> reference = stackalloc double[_model.Kinds];
            return formula(errors, _model.Weigh(weights, errors), reference, _reference.Weigh(weights, reference));
        }
    }
}
