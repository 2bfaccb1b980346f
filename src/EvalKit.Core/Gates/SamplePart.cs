using System.Globalization;
using EvalKit.Core.Metrics;
using EvalKit.Core.Reports;
using EvalKit.Core.Reports.Figures;

namespace EvalKit.Core.Gates;

/// <summary>A gate's metric on a part of the samples: those of one true class, or of one slice of the data.</summary>
/// <param name="Metric">The metric's id without the part.</param>
/// <param name="Kind"><c>class</c> or <c>slice</c>.</param>
/// <param name="Name">The class's number, or the slice's name.</param>
internal sealed record SamplePart(string Metric, string Kind, string Name)
{
    private const string Class = "class";
    private const string Slice = "slice";

    /// <summary>The part that an id names at its end, or null where it speaks of all samples.</summary>
    public static SamplePart? Of(string id)
    {
        var at = id.LastIndexOf('@');
        if (at < 0 || id[(at + 1)..].Split(':', 2) is not [Class or Slice, var name]) return null;
        return new(id[..at], id[(at + 1)..].Split(':')[0], name);
    }

    /// <summary>The metric's id without the part that it may name.</summary>
    public static string WholeOf(string id) => Of(id)?.Metric ?? id;

    /// <summary>Why the run has no such part, or null.</summary>
    public string? WhyNot(EvaluationRun run) => Kind switch
    {
        Class => int.TryParse(Name, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? null : $"a class is given by its number, such as @class:3, not '{Name}'",
        _ when run.Slices is null => "the data have no slices: data.slices names their file",
        _ => run.Slices.ContainsKey(Name) ? null : $"the data have no slice '{Name}' (allowed: {string.Join(", ", run.Slices.Keys)}){Errors.NearestName.Hint(Name, run.Slices.Keys)}",
    };

    /// <summary>The figure on the part: a proportion where all values are 0 or 1, else a mean.</summary>
    /// <param name="whole">The figure on all samples; must have values of samples where it is not missing.</param>
    /// <param name="run">The run.</param>
    /// <param name="model">The model.</param>
    public Figure On(Figure whole, EvaluationRun run, ModelRun model)
    {
        var id = $"{Metric}@{Kind}:{Name}";
        if (whole.Gap is { } gap) return Figure.Missing(id, whole.Info, gap);
        if (Kind == Class && model.Clean is null) return Figure.Missing(id, whole.Info, "clean is missing, and with it the true classes");
        var values = new Lazy<SampleValues>(() => Restricted(whole.PerSample!(), run, model));
        return new(id, whole.Info, intervals => Estimated(values.Value.Values, whole.Info, intervals)) { PerSample = () => values.Value };
    }

    private static Estimate Estimated(ReadOnlyMemory<double> values, MetricInfo info, Statistics.Intervals intervals) =>
        values.Span.ContainsAnyExcept(0, 1) ? Statistics.BoundedMean.Of(values, info.Minimum, info.Maximum, intervals) : intervals.Proportion((long)Sum(values.Span), values.Length, values.Length == 0 ? "the part holds no sample" : null);

    private static double Sum(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values) sum += value;
        return sum;
    }

    private SampleValues Restricted(SampleValues values, EvaluationRun run, ModelRun model)
    {
        var common = CommonSamples.Of([values.Samples, Kind == Class ? OfClass(model.Clean!) : run.Slices![Name]]);
        return new(common.Samples, common.Rows(0).ToArray().Select(row => values.Values.Span[row]).ToArray());
    }

    private int[] OfClass(PredictionTable clean)
    {
        var label = int.Parse(Name, NumberStyles.None, CultureInfo.InvariantCulture);
        return [.. Enumerable.Range(0, clean.Count).Where(row => clean.Labels.Span[row] == label).Select(row => clean.Samples.Span[row])];
    }
}
