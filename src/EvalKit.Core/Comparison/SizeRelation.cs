using EvalKit.Core.Comparison.Growth;
using EvalKit.Core.Comparison.Pairs;
using EvalKit.Core.Metrics;
using EvalKit.Core.Statistics;

namespace EvalKit.Core.Comparison;

/// <summary>How one quality goes with one notion of size.</summary>
/// <param name="Size">The size's id.</param>
/// <param name="Quality">The quality's id.</param>
/// <param name="Axis">The quality's axis.</param>
/// <param name="Info">What the quality means.</param>
/// <param name="Correlation">Spearman's correlation of the size with the value itself, so that it is negative where a lower-is-better figure improves.</param>
/// <param name="GivenAccuracy">The same given clean accuracy; null for clean accuracy itself and where it is not known.</param>
/// <param name="WithinFamily">The correlation within the family of most models, where it has five or more; null where none has.</param>
/// <param name="Front">The names of the models on the Pareto front of small size and good quality, from the smallest up.</param>
/// <param name="Pairs">The pairs of models a factor of two apart.</param>
/// <param name="Laws">The growth law of each family of at least three sizes, the one with the most sizes first.</param>
public sealed record SizeRelation(
    string Size,
    string Quality,
    QualityAxis Axis,
    MetricInfo Info,
    RankCorrelation Correlation,
    RankCorrelation? GivenAccuracy,
    FamilyCorrelation? WithinFamily,
    IReadOnlyList<string> Front,
    SizePairs Pairs,
    IReadOnlyList<FamilyLaw> Laws)
{
    /// <summary>The models of which size and quality are known, in the order of the source.</summary>
    public IReadOnlyList<SizePoint> Points { get; init; } = [];

    /// <summary>The scale on which the laws are fitted.</summary>
    public GrowthScale Scale { get; init; }

    /// <summary>The quality that a law gives to a size, in the quality's own unit.</summary>
    /// <param name="law">One of <see cref="Laws"/>.</param>
    /// <param name="size">The size, positive.</param>
    public double Fitted(GrowthLaw law, double size)
    {
        ArgumentNullException.ThrowIfNull(law);
        var y = law.Curve.At(size);
        return Scale == GrowthScale.Loss ? Math.Exp(-y) : 1 / (1 + Math.Exp(-y));
    }
}

/// <summary>A correlation within one family.</summary>
/// <param name="Family">The family.</param>
/// <param name="Correlation">The correlation over its models.</param>
public sealed record FamilyCorrelation(string Family, RankCorrelation Correlation);

/// <summary>The growth law of one family.</summary>
/// <param name="Family">The family.</param>
/// <param name="Law">Its law.</param>
public sealed record FamilyLaw(string Family, GrowthLaw Law);
