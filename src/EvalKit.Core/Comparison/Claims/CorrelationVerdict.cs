using EvalKit.Core.Reports;
using EvalKit.Core.Statistics;
using MathNet.Numerics.Distributions;

namespace EvalKit.Core.Comparison.Claims;

/// <summary>Decides by a correlation whether the larger models are the better ones.</summary>
internal static class CorrelationVerdict
{
    private const int FewModels = 8;
    private const int FewFamilies = 5;

    /// <summary>Supported where the deciding interval lies on the good side of 0, contradicted where on the other.</summary>
    /// <param name="correlation">The correlation of size with the value itself.</param>
    /// <param name="sign">1 where larger values are better, −1 where smaller ones are.</param>
    public static ClaimVerdict Of(RankCorrelation correlation, int sign) => correlation.Deciding switch
    {
        { Low: > 0 } => sign > 0 ? ClaimVerdict.Supported : ClaimVerdict.Contradicted,
        { High: < 0 } => sign > 0 ? ClaimVerdict.Contradicted : ClaimVerdict.Supported,
        _ => ClaimVerdict.Undecided,
    };

    /// <summary>The caution that few models or families ask for; empty as a rule.</summary>
    public static string Caution(RankCorrelation correlation)
    {
        if (correlation.Families == 1) return " All are of one family: this says nothing of others.";
        return correlation.Models < FewModels || correlation.Families < FewFamilies
            ? $" That is few: {Wording.Plural(correlation.Models, "model")} of {Wording.Plural(correlation.Families, "family")}."
            : "";
    }

    /// <summary>What would decide: about how many models, if the correlation stayed as it is, and where families disagree, more of them.</summary>
    public static string WouldDecide(RankCorrelation correlation, int covariates)
    {
        const int Many = 1_000;
        var r = Math.Abs(correlation.Value);
        if (double.IsNaN(r)) return covariates == 0 ? "models of more than one size and value" : "models whose sizes and accuracies are not in one order";
        var z = Normal.InvCDF(0, 1, 0.975);
        var needed = r is > 0 and < 1 ? Math.Ceiling((z * z * (1 + (r * r / 2)) / Math.Pow(Math.Atanh(r), 2)) + 3 + covariates) : double.PositiveInfinity;
        if (correlation.OverModels is { } models && (models.Low > 0 || models.High < 0))
            return $"more families: the models alone would decide, but over {Wording.Plural(correlation.Families, "family")} the interval holds 0";
        return needed > Many ? "no number of models within reach: the correlation is near 0" : $"about {Wording.Whole((long)needed)} models of as many families, if the correlation stays as it is";
    }
}
