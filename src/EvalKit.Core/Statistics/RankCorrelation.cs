using System.Globalization;
using EvalKit.Core.Randomness;
using MathNet.Numerics.Distributions;

namespace EvalKit.Core.Statistics;

/// <summary>A rank correlation over models, with what is known of how far chance moves it.</summary>
/// <param name="Value">Spearman's correlation, −1 to 1; NaN where it is not defined.</param>
/// <param name="OverModels">The 95 % interval that takes every model for independent; null below 4 models beyond the covariates.</param>
/// <param name="OverFamilies">The 95 % interval of a bootstrap over families; null where there is one family, or one a model.</param>
/// <param name="Models">The number of models.</param>
/// <param name="Families">The number of families.</param>
public sealed record RankCorrelation(double Value, Interval? OverModels, Interval? OverFamilies, int Models, int Families)
{
    private const double Confidence = 0.95;

    /// <summary>The interval to decide by: it holds both others, so that neither few models nor kin among them are overlooked.</summary>
    public Interval? Deciding => OverModels is { } models
        ? OverFamilies is { } families ? new(Math.Min(models.Low, families.Low), Math.Max(models.High, families.High)) : models
        : null;

    /// <summary>
    /// Spearman's correlation (1904), or the partial one given covariates. Its interval over models is that of Bonett and
    /// Wright 2000 (Sample size requirements for estimating Pearson, Kendall and Spearman correlations, Psychometrika 65):
    /// Fisher's z with variance (1 + r²/2) / (n − k − 3) for k covariates, where |r| = 1 is drawn in by half of the
    /// least step that ranks can make. Its interval over families is the percentile one of 2,000 resamples of whole families.
    /// </summary>
    /// <param name="x">One value a model, finite.</param>
    /// <param name="y">Another.</param>
    /// <param name="given">The covariates; empty for the plain correlation.</param>
    /// <param name="families">Each model's family.</param>
    /// <param name="seed">Seeds the resamples.</param>
    public static RankCorrelation Of(
        double[] x, double[] y, IReadOnlyList<double[]> given, IReadOnlyList<string> families, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        ArgumentNullException.ThrowIfNull(given);
        ArgumentNullException.ThrowIfNull(families);
        var clusters = Clusters(families);
        if (x.Length < 2) return new(double.NaN, null, null, x.Length, clusters.Length);
        var ranked = new RankedVariables([x, y, .. given]);
        var ones = new int[x.Length];
        Array.Fill(ones, 1);
        var value = ranked.Correlation(ones);
        if (double.IsNaN(value)) return new(value, null, null, x.Length, clusters.Length);
        return new(value, Fisher(value, x.Length, given.Count), OverClusters(ranked, clusters, value, seed), x.Length, clusters.Length);
    }

    private static Interval? Fisher(double r, int n, int covariates)
    {
        var freedom = n - covariates - 3;
        if (freedom < 1) return null;
        var most = 1 - (6.0 / (n * ((n * (double)n) - 1)));
        var z = Math.Atanh(Math.Clamp(r, -most, most));
        var half = Normal.InvCDF(0, 1, (1 + Confidence) / 2) * Math.Sqrt((1 + (r * r / 2)) / freedom);
        return new(r <= -most ? -1 : Math.Tanh(z - half), r >= most ? 1 : Math.Tanh(z + half));
    }

    private static int[][] Clusters(IReadOnlyList<string> families) =>
    [
        .. Enumerable.Range(0, families.Count)
            .GroupBy(model => families[model], StringComparer.Ordinal)
            .OrderBy(family => family.Key, StringComparer.Ordinal)
            .Select(family => family.ToArray()),
    ];

    private static Interval? OverClusters(RankedVariables ranked, int[][] clusters, double value, ulong seed)
    {
        if (clusters.Length < 2 || clusters.Length == ranked.Count) return null;
        var replicates = new double[Resamples.Usual];
        var weights = new int[ranked.Count];
        for (var resample = 0; resample < replicates.Length; resample++)
        {
            var random = new RandomStream(RandomStream.KeyOf(seed, "families", resample, clusters.Length.ToString(CultureInfo.InvariantCulture)));
            Array.Clear(weights);
            for (var draw = 0; draw < clusters.Length; draw++)
            {
                foreach (var model in clusters[random.NextInt(clusters.Length)]) weights[model]++;
            }

            replicates[resample] = ranked.Correlation(weights);
        }

        // A resample of one lone model has no correlation; it speaks for neither end, so it widens both.
        var defined = replicates.Where(one => !double.IsNaN(one)).Order().ToArray();
        var undefined = replicates.Length - defined.Length;
        var rank = (int)((replicates.Length + 1) * (1 - Confidence) / 2) - undefined;
        return rank < 1 ? new(-1, 1) : new(Math.Min(value, defined[rank - 1]), Math.Max(value, defined[^rank]));
    }
}
