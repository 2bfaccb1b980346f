using System.ComponentModel.DataAnnotations;
using EvalKit.Core.Attributions;
using EvalKit.Core.Configuration;
using EvalKit.Core.Data;
using EvalKit.Core.Images;
using EvalKit.Core.Metrics;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;
using EvalKit.Core.Statistics;

namespace EvalKit.Core.Tests.Plugins;

/// <summary>Plug-ins that do nothing but have every sort of parameter.</summary>
public static class StubPlugins
{
    public static PluginCatalog Catalog { get; } = new([
        typeof(Fog), typeof(Fade), typeof(Pair), typeof(Storm), typeof(Rise), typeof(Occlusion), typeof(Idx), typeof(ImageFolder), typeof(Mean), typeof(Blur),
        typeof(NoisyImputation), typeof(RelevanceGain), typeof(Sparseness), typeof(Accuracy), typeof(WorstKind)]);
}

/// <summary>Fades a picture
/// to <see cref="ImageShape"/>, unless <paramref name="Fast"/> says <c>true</c>.</summary>
/// <param name="Amount">How much of it.</param>
/// <param name="Layout">The order of the axes.</param>
/// <param name="Fast">Whether it is done fast.</param>
/// <param name="Keep">How many are kept.</param>
/// <param name="EdgeWeights">The weights of the edges.</param>
/// <param name="Note">A remark.</param>
[Plugin("fade", Version = 3, Source = "Nobody 2001, equation 2")]
public sealed record Fade(
    IReadOnlyList<float>? EdgeWeights,
    [RegularExpression("^[a-z]+$")] string? Note,
    [Range(0.0, 1.0, MinimumIsExclusive = true)] double Amount = 0.5,
    InputLayout? Layout = InputLayout.Nhwc,
    bool Fast = false,
    [Range(1, 99)] long Keep = 7) : IImagePerturbation
{
    public PerturbationCategory Category => PerturbationCategory.Weather;

    public void Apply(ReadOnlySpan<float> source, Span<float> destination, in PerturbationContext context) => source.CopyTo(destination);
}

/// <summary>Fog.</summary>
[Plugin("fog", Source = "Nobody 2002")]
public sealed record Fog : IImagePerturbation
{
    public PerturbationCategory Category => PerturbationCategory.Weather;

    public void Apply(ReadOnlySpan<float> source, Span<float> destination, in PerturbationContext context) => source.CopyTo(destination);
}

/// <summary>Both.</summary>
[Plugin("pair", Source = "Nobody 2014")]
public sealed record Pair : IPerturbationSuite
{
    public IReadOnlyList<string> Kinds => ["fog", "fade"];
}

/// <summary>Kinds that are not all there.</summary>
[Plugin("storm", Source = "Nobody 2015")]
public sealed record Storm : IPerturbationSuite
{
    public IReadOnlyList<string> Kinds => ["fog", "hail", "thunder"];
}

/// <summary>Masks at random.</summary>
/// <param name="Masks">How many masks.</param>
/// <param name="Keep">The share kept; must not be below the least one.</param>
/// <param name="Least">The least share.</param>
[Plugin("rise", Source = "Nobody 2003")]
public sealed record Rise([Range(1, 100_000)] int Masks = 1000, double Keep = 0.5, double Least = 0) : IAttributionMethod
{
    public double Keep { get; } = Keep < Least ? throw new ArgumentException("keep must not be below least") : Keep;

    public bool IsSampled => true;

    public int Predictions(ImageShape shape) => 1;

    public void Attribute(in AttributionRequest request, Span<float> attribution, Span<float> standardError, CancellationToken cancellation) => attribution.Clear();
}

/// <summary>Hides a window.</summary>
/// <param name="Window">Its side.</param>
[Plugin("occlusion", Source = "Nobody 2004")]
public sealed record Occlusion([Range(1, 64)] int Window = 8) : IAttributionMethod
{
    public bool IsSampled => false;

    public int Predictions(ImageShape shape) => 1;

    public void Attribute(in AttributionRequest request, Span<float> attribution, Span<float> standardError, CancellationToken cancellation) => attribution.Clear();
}

/// <summary>IDX files.</summary>
/// <param name="Images">The pictures.</param>
/// <param name="Labels">The labels.</param>
[Plugin("idx", Source = "Nobody 2005")]
public sealed record Idx(string Images, string Labels) : IDataSource
{
    public IDataset Open(string folder) => throw new NotSupportedException();
}

/// <summary>A folder a class.</summary>
/// <param name="Path">The folder.</param>
[Plugin("image-folder", Source = "Nobody 2006")]
public sealed record ImageFolder(string Path = ".") : IDataSource
{
    public IDataset Open(string folder) => throw new NotSupportedException();
}

public abstract record StubSubstrate : ISubstrate
{
    public void Replace(ReadOnlySpan<float> picture, ReadOnlySpan<bool> removed, Span<float> destination, ImageShape shape, ulong streamKey) => picture.CopyTo(destination);
}

/// <summary>The mean.</summary>
[Plugin("mean", Source = "Nobody 2007")]
public sealed record Mean : StubSubstrate;

/// <summary>A blur.</summary>
/// <param name="Sigma">Its width.</param>
[Plugin("blur", Source = "Nobody 2008")]
public sealed record Blur([Range(0.0, double.MaxValue)] double Sigma = 2) : StubSubstrate;

/// <summary>Neighbours and noise.</summary>
[Plugin("noisy-imputation", Source = "Nobody 2009")]
public sealed record NoisyImputation : StubSubstrate;

public abstract record StubExplanationMetric : IExplanationMetric
{
    public MetricInfo Info => new("Title", "none", 0, 1, ScoreDirection.HigherIsBetter, "Nobody");

    public bool NeedsCommonCorrectSamples => false;

    public int Predictions(ImageShape shape, ExplanationNames names, IAttributionMethod method) => 1;

    public IReadOnlyList<string> Columns(ExplanationNames names, string method) => ["value"];

    public string? Measure(in ExplanationRequest request, Span<double> values, CancellationToken cancellation)
    {
        values.Clear();
        return null;
    }
}

/// <summary>A gain.</summary>
[Plugin("relevance-gain", Source = "Nobody 2010")]
public sealed record RelevanceGain : StubExplanationMetric;

/// <summary>A Gini index.</summary>
[Plugin("sparseness", Source = "Nobody 2011")]
public sealed record Sparseness : StubExplanationMetric;

/// <summary>The share that is right.</summary>
[Plugin("accuracy", Source = "Nobody 2012")]
public sealed record Accuracy : IPerSampleMetric
{
    public MetricInfo Info => new("Accuracy", "fraction", 0, 1, ScoreDirection.HigherIsBetter, "Nobody");

    public Estimate Compute(PredictionTable predictions, Intervals intervals) => Estimate.Missing("stub");

    public void PerSample(PredictionTable predictions, Span<double> values) => values.Clear();
}

/// <summary>The worst kind.</summary>
[Plugin("worst-kind", Source = "Nobody 2013")]
public sealed record WorstKind : IRobustnessMetric
{
    public MetricInfo Info => new("Worst", "fraction", 0, 1, ScoreDirection.HigherIsBetter, "Nobody");

    public Estimate Compute(RobustnessTable table, Intervals intervals) => Estimate.Missing("stub");
}
