using EvalKit.Core.Metrics;
using EvalKit.Core.Statistics;
using MathNet.Numerics.Distributions;

namespace EvalKit.Core.Comparison;

/// <summary>
/// Models with their sizes and qualities: what a stored run and a published table have in common, and all that a comparison
/// looks at. Every list of values has one entry a model, in the order of <paramref name="Models"/>, NaN where it is unknown.
/// </summary>
/// <param name="Source">Where they come from: a run's name or a table's file.</param>
/// <param name="Models">The models.</param>
/// <param name="Sizes">The notions of size; claims go by the first.</param>
/// <param name="Qualities">The qualities, in order.</param>
/// <param name="Notes">What a reader must know of how they were read, each a sentence.</param>
/// <param name="Seed">Seeds the resamples.</param>
public sealed record ComparedModels(
    string Source,
    IReadOnlyList<ComparedModel> Models,
    IReadOnlyList<ModelSize> Sizes,
    IReadOnlyList<ModelQuality> Qualities,
    IReadOnlyList<string> Notes,
    ulong Seed)
{
    /// <summary>What is known of the explanations part by part; null where nothing was explained.</summary>
    public ExplanationEvidence? Explanations { get; init; }

    /// <summary>The quality that others are seen apart from: clean accuracy, the first one of performance; null where there is none.</summary>
    public ModelQuality? Clean => Qualities.FirstOrDefault(quality => quality is { Axis: QualityAxis.Performance, Votes: true });

    /// <summary>The qualities of an axis that its claims are about.</summary>
    public IReadOnlyList<ModelQuality> Of(QualityAxis axis) => [.. Qualities.Where(quality => quality.Axis == axis && quality.Votes)];

    /// <summary>The same with some of the models only.</summary>
    /// <param name="kept">Their positions.</param>
    internal ComparedModels Only(IReadOnlyList<int> kept) => this with
    {
        Models = [.. kept.Select(i => Models[i])],
        Sizes = [.. Sizes.Select(size => size with { Values = [.. kept.Select(i => size.Values[i])] })],
        Qualities = [.. Qualities.Select(quality => quality.Only(kept))],
        Explanations = Explanations is null ? null : new(
            [.. Explanations.Gains.Select(gain => gain with { Values = [.. kept.Select(i => gain.Values[i])] })],
            [.. kept.Select(i => Explanations.Masking[i])],
            [.. Explanations.Second.Select(quality => quality.Only(kept))]),
    };
}

/// <summary>One of the models compared.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Family">Its family, or null for one of its own kind.</param>
public sealed record ComparedModel(string Name, string? Family);

/// <summary>A notion of size.</summary>
/// <param name="Id">Its id, such as <c>cost/parameters</c> or a column's name.</param>
/// <param name="Title">Its name for a reader, such as <c>parameters</c>.</param>
/// <param name="Values">One value a model, positive; NaN where it is unknown.</param>
public sealed record ModelSize(string Id, string Title, IReadOnlyList<double> Values);

/// <summary>A quality of models.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Axis">The axis that it belongs to.</param>
/// <param name="Info">What it means.</param>
/// <param name="Values">One value a model; NaN where it is missing or rests on a part of the samples.</param>
/// <param name="Scale">The scale on which its growth with size is fitted.</param>
public sealed record ModelQuality(string Id, QualityAxis Axis, MetricInfo Info, IReadOnlyList<double> Values, GrowthScale Scale)
{
    /// <summary>Whether claims are about it; false for what is shown beside.</summary>
    public bool Votes { get; init; } = true;

    /// <summary>The values of each model sample by sample, for comparison in pairs; null where they are not known.</summary>
    public IReadOnlyList<Func<SampleValues>?>? PerSample { get; init; }

    /// <summary>The standard error of each value, NaN where it is unknown; null where none is known.</summary>
    public IReadOnlyList<double>? StandardErrors { get; init; }

    /// <summary>The values with their intervals, for a reader; null where the standard errors say as much.</summary>
    public IReadOnlyList<Estimate>? Estimates { get; init; }

    /// <summary>Why pairs of models cannot be tested although their values are known; null as a rule.</summary>
    public string? WhyUntested { get; init; }

    /// <summary>1 where larger values are better, −1 where smaller ones are.</summary>
    public int Sign => Info.Direction == ScoreDirection.LowerIsBetter ? -1 : 1;

    internal ModelQuality Only(IReadOnlyList<int> kept) => this with
    {
        Values = [.. kept.Select(i => Values[i])],
        PerSample = PerSample is null ? null : [.. kept.Select(i => PerSample[i])],
        StandardErrors = StandardErrors is null ? null : [.. kept.Select(i => StandardErrors[i])],
        Estimates = Estimates is null ? null : [.. kept.Select(i => Estimates[i])],
    };

    /// <summary>A model's value with its interval: the stored one, or the normal one of a standard error.</summary>
    internal Estimate Estimate(int model)
    {
        if (Estimates is not null) return Estimates[model];
        var half = Normal.InvCDF(0, 1, (1 + Intervals.Usual) / 2) * (StandardErrors?[model] ?? double.NaN);
        return double.IsFinite(half) ? new(Values[model], Values[model] - half, Values[model] + half, 1) : new(Values[model], null, null, 1);
    }
}

/// <summary>The axes of quality.</summary>
public enum QualityAxis
{
    /// <summary>On data like those the models were made for.</summary>
    Performance,

    /// <summary>On perturbed or shifted data.</summary>
    Robustness,

    /// <summary>Of explanations.</summary>
    Interpretability,
}

/// <summary>On which scale a quality's growth with size is fitted.</summary>
public enum GrowthScale
{
    /// <summary>On none: no law is known for it.</summary>
    None,

    /// <summary>On the logit of an accuracy from 0 to 1.</summary>
    Accuracy,

    /// <summary>On minus the logarithm of a positive loss.</summary>
    Loss,
}
