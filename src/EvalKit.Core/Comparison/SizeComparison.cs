using EvalKit.Core.Comparison.Claims;
using EvalKit.Core.Metrics;
using EvalKit.Core.Reports;
using EvalKit.Core.Reports.Figures;
using EvalKit.Core.Statistics;

namespace EvalKit.Core.Comparison;

/// <summary>Size against quality: what the models of one source say of it.</summary>
/// <param name="Source">Where the models come from.</param>
/// <param name="Models">The number of models compared; compressed copies are left out of all but their own claim.</param>
/// <param name="Families">The number of families among them, a model without one counting as its own.</param>
/// <param name="Copies">The number of compressed copies left out.</param>
/// <param name="Sizes">The notions of size that are known.</param>
/// <param name="Relations">Every quality against every notion of size, by size, then in the order of the qualities.</param>
/// <param name="Claims">The claims with their verdicts.</param>
/// <param name="Notes">What a reader must know of how the models were read.</param>
public sealed record SizeComparison(
    string Source,
    int Models,
    int Families,
    int Copies,
    IReadOnlyList<ModelSize> Sizes,
    IReadOnlyList<SizeRelation> Relations,
    IReadOnlyList<Claim> Claims,
    IReadOnlyList<string> Notes)
{
    /// <summary>Compares the models of a stored run, computing no figure but those that the comparison looks at.</summary>
    /// <param name="run">What the store holds.</param>
    public static SizeComparison Of(EvaluationRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var figures = ModelFigures.Of(run, run.BySize);
        var intervals = new Intervals(Intervals.Usual, new Resamples(run.Provenance.Seed));
        var computed = new Dictionary<(int Model, string Id), Estimate>();
        return Of(ComparedRun.Of(run, figures, (model, id) =>
        {
            if (!computed.TryGetValue((model, id), out var estimate)) computed.Add((model, id), estimate = figures[model].ById[id].Compute(intervals));
            return estimate;
        }));
    }

    /// <summary>Compares models. A pure function: the order of the models does not matter to any figure.</summary>
    /// <param name="models">The models.</param>
    public static SizeComparison Of(ComparedModels models)
    {
        ArgumentNullException.ThrowIfNull(models);
        var evidence = SizeEvidence.Of(models);
        return new(
            models.Source,
            evidence.Kept.Models.Count,
            evidence.Families,
            evidence.Copies.Count,
            evidence.Kept.Sizes,
            evidence.Relations,
            [.. SixClaims.Judge(evidence)],
            models.Notes);
    }
}
