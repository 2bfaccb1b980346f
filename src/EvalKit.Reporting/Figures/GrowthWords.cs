using EvalKit.Core.Comparison;
using EvalKit.Core.Comparison.Growth;

namespace EvalKit.Reporting.Figures;

/// <summary>Growth laws in words.</summary>
internal static class GrowthWords
{
    /// <summary>A family's law: its form, what a doubling gains, and where the plateau begins.</summary>
    /// <param name="relation">The quality and the size that it is about.</param>
    /// <param name="family">The family's law.</param>
    public static string Of(SizeRelation relation, FamilyLaw family)
    {
        var law = family.Law;
        var what = relation.Scale == GrowthScale.Loss ? "the loss" : "the odds of an error";
        var form = law.Form switch
        {
            GrowthForm.Saturating => "growth that saturates",
            GrowthForm.LogLinear => "a straight line",
            _ => "no growth that can be told",
        };
        return $"{family.Family}, {law.Sizes} sizes: {form}; a doubling takes {Cut(law.Doubling.Value)} off {what} ({Cut(law.Doubling.Low)} to {Cut(law.Doubling.High)}){Place(law)}";
    }

    /// <summary>Where a plateau begins.</summary>
    public static string Of(Plateau plateau) =>
        $"plateau from {Humanised.Count(plateau.Size)} on ({Humanised.Count(plateau.Low)} to {Humanised.Count(plateau.High)}): a doubling takes less than 5 % off";

    private static string Place(GrowthLaw law) =>
        law.HasPlateau ? $"; {Of(law.Plateau!)}" : law.Sizes < GrowthLaw.LeastSizes ? $"; a plateau is looked for from {GrowthLaw.LeastSizes} sizes on" : "; no plateau within the sizes";

    // A gain g on the scale of the law leaves e^−g.
    private static string Cut(double gain) => FigureFormat.Share.Number(1 - Math.Exp(-gain)) + " %";
}
