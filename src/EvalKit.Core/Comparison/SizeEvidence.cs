using EvalKit.Core.Comparison.Growth;
using EvalKit.Core.Comparison.Pairs;
using EvalKit.Core.Execution;
using EvalKit.Core.Statistics;

namespace EvalKit.Core.Comparison;

/// <summary>All figures that the claims are judged by.</summary>
internal sealed class SizeEvidence
{
    private readonly string[] _families;

    private SizeEvidence(ComparedModels all)
    {
        All = all;
        Copies = all.Sizes.Count == 0 ? [] : CompressedCopy.Among(all.Models, all.Sizes[0].Values);
        Kept = all.Only([.. Enumerable.Range(0, all.Models.Count).Except(Copies.Select(copy => copy.Copy))]);
        // No family can have the name of a model's own, which begins with a line's end.
        _families = [.. Kept.Models.Select(model => model.Family ?? $"\n{model.Name}")];
        var wanted = Kept.Sizes.SelectMany(size => Kept.Qualities, (size, quality) => (Size: size, Quality: quality)).ToArray();
        var relations = new SizeRelation[wanted.Length];
        Parallel.For(0, wanted.Length, Processors.All, i => relations[i] = Relation(wanted[i].Size, wanted[i].Quality));
        Relations = relations;
    }

    /// <summary>The models as given.</summary>
    public ComparedModels All { get; }

    /// <summary>The same without compressed copies, which are no models of their own.</summary>
    public ComparedModels Kept { get; }

    /// <summary>The compressed copies among all models.</summary>
    public IReadOnlyList<CompressedCopy> Copies { get; }

    /// <summary>The number of families, a model without one counting as its own.</summary>
    public int Families => _families.Distinct(StringComparer.Ordinal).Count();

    /// <summary>Every quality against every notion of size.</summary>
    public IReadOnlyList<SizeRelation> Relations { get; }

    /// <summary>Computes the figures.</summary>
    public static SizeEvidence Of(ComparedModels models) => new(models);

    /// <summary>How a quality goes with the size that claims go by; null where no size is known.</summary>
    public SizeRelation? Relation(ModelQuality quality) => Relations.FirstOrDefault(relation => relation.Quality == quality.Id);

    /// <summary>The rank correlation of the size that claims go by with values, given covariates, over the models that have all of them.</summary>
    public RankCorrelation Correlation(IReadOnlyList<double> values, params IReadOnlyList<IReadOnlyList<double>> given) =>
        Correlation(Kept.Sizes[0], values, given);

    private SizeRelation Relation(ModelSize size, ModelQuality quality)
    {
        var clean = Kept.Clean;
        return new(
            size.Id,
            quality.Id,
            quality.Axis,
            quality.Info,
            Correlation(size, quality.Values, []),
            clean is null || quality.Axis == QualityAxis.Performance ? null : Correlation(size, quality.Values, [clean.Values]),
            WithinFamily(size, quality),
            [.. ParetoFront.Of(size.Values, quality.Values, quality.Sign).Select(i => Kept.Models[i].Name)],
            SizePairs.Of(Kept, size.Values, quality),
            [.. Laws(size, quality)])
        {
            Scale = quality.Scale,
            Points =
            [
                .. Enumerable.Range(0, Kept.Models.Count)
                    .Where(i => double.IsFinite(size.Values[i]) && double.IsFinite(quality.Values[i]))
                    .Select(i => new SizePoint(Kept.Models[i].Name, Kept.Models[i].Family, size.Values[i], quality.Estimate(i))),
            ],
        };
    }

    private RankCorrelation Correlation(ModelSize size, IReadOnlyList<double> values, IReadOnlyList<IReadOnlyList<double>> given)
    {
        IReadOnlyList<double>[] variables = [size.Values, values, .. given];
        var usable = Enumerable.Range(0, _families.Length).Where(i => variables.All(variable => double.IsFinite(variable[i]))).ToArray();
        double[][] columns = [.. variables.Select(variable => usable.Select(i => variable[i]).ToArray())];
        return RankCorrelation.Of(columns[0], columns[1], columns[2..], [.. usable.Select(i => _families[i])], Kept.Seed);
    }

    private FamilyCorrelation? WithinFamily(ModelSize size, ModelQuality quality)
    {
        const int Least = 5;
        var largest = Enumerable.Range(0, _families.Length)
            .Where(i => Kept.Models[i].Family is not null && double.IsFinite(size.Values[i]) && double.IsFinite(quality.Values[i]))
            .GroupBy(i => _families[i], StringComparer.Ordinal)
            .OrderByDescending(family => family.Count()).ThenBy(family => family.Key, StringComparer.Ordinal)
            .FirstOrDefault(family => family.Count() >= Least);
        if (largest is null) return null;
        var models = largest.ToArray();
        double[] Column(IReadOnlyList<double> values) => [.. models.Select(i => values[i])];
        return new(largest.Key, RankCorrelation.Of(Column(size.Values), Column(quality.Values), [], [.. models.Select(i => _families[i])], Kept.Seed));
    }

    // Where no family is named, all models are taken for one.
    private IEnumerable<FamilyLaw> Laws(ModelSize size, ModelQuality quality)
    {
        if (quality.Scale == GrowthScale.None) return [];
        var named = Kept.Models.Any(model => model.Family is not null);
        return Enumerable.Range(0, _families.Length)
            .Where(i => double.IsFinite(size.Values[i]) && double.IsFinite(quality.Values[i]) && (quality.Scale == GrowthScale.Accuracy || quality.Values[i] > 0))
            .GroupBy(i => named ? _families[i] : "all models", StringComparer.Ordinal)
            .Select(family => (Name: family.Key, Law: GrowthFit.Of([.. family.Select(i => size.Values[i])], [.. family.Select(i => OnScale(quality, i))])))
            .Where(family => family.Law is not null)
            .OrderByDescending(family => family.Law!.Sizes).ThenBy(family => family.Name, StringComparer.Ordinal)
            .Select(family => new FamilyLaw(family.Name, family.Law!));
    }

    private static double OnScale(ModelQuality quality, int model) =>
        quality.Scale == GrowthScale.Accuracy ? GrowthFit.Logit(quality.Values[model]) : -Math.Log(quality.Values[model]);
}
