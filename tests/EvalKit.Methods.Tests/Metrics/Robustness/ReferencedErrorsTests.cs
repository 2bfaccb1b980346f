using EvalKit.Core.Metrics;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Planning;
using EvalKit.Methods.Metrics.Robustness;
using EvalKit.Methods.Perturbations.Suites;

namespace EvalKit.Methods.Tests.Metrics.Robustness;

/// <summary>mCE and relative mCE of predictions; all labels are 0.</summary>
public sealed class ReferencedErrorsTests
{
    private const int Samples = 1000;

    private static readonly IReadOnlyList<string> Kinds = new Common15().Kinds;

    /// <summary>
    /// The model errs on 10 % clean, on 20 % under every kind but fog, there on 30 %; the reference on 40 % clean, on 50 %, under fog
    /// on 60 %. So (14 · 0.2 / 0.5 + 0.3 / 0.6) / 15 and (14 · 0.1 / 0.1 + 0.2 / 0.2) / 15 = 1.
    /// </summary>
    [Fact]
    public void Both_are_means_over_the_kinds()
    {
        var table = Table(0.1, 0.2, 0.3) with { Reference = Table(0.4, 0.5, 0.6) };
        var mce = new MeanCorruptionError().Compute(table, Tables.Intervals);
        var relative = new RelativeMeanCorruptionError().Compute(table, Tables.Intervals);
        Assert.Equal(((14 * 0.4) + 0.5) / 15, mce.Value, 12);
        Assert.Equal(1, relative.Value, 12);
        Assert.Equal((Samples, null), ((int)mce.N, mce.Note));
    }

    /// <summary>
    /// Were the reference's errors fixed, mCE would be the mean of a sample's error shares, with the standard error of a mean.
    /// Here the reference errs wherever the model does, so that the paired interval is narrower.
    /// </summary>
    [Fact]
    public void The_interval_takes_both_in_pairs()
    {
        var table = Table(0.1, 0.4, 0.4) with { Reference = Table(0.1, 0.5, 0.5) };
        var mce = new MeanCorruptionError().Compute(table, Tables.Intervals);

        // E / E_ref where the errors of one lie within the other's is a share p = 0.8 of 500: √(p (1 − p) / 500).
        var half = 1.96 * Math.Sqrt(0.8 * 0.2 / 500);
        Assert.Equal(0.8, mce.Value, 12);
        Assert.Equal(0.8 - half, mce.Low!.Value, 0.1 * half);
        Assert.Equal(0.8 + half, mce.High!.Value, 0.1 * half);
    }

    [Fact]
    public void Severities_count_alike_and_other_kinds_do_not_count()
    {
        var table = Table(0.1, 0.2, 0.2) with { Reference = Table(0.4, 0.4, 0.4) };
        PerturbedPredictions[] mild = [.. table.Perturbed.Select(entry => entry.Condition is { Kind: "snow", Severity: 1 } ? entry with { Predictions = Predictions(0) } : entry)];
        var odd = new PerturbedPredictions(new Condition("saturate", 1), PerturbationCategory.Digital, Predictions(0.9));
        var estimate = new MeanCorruptionError().Compute(
            table with { Perturbed = [odd, .. mild], Reference = table.Reference! with { Perturbed = [odd, .. table.Reference.Perturbed] } }, Tables.Intervals);
        Assert.Equal(((14 * 0.5) + (0.5 * 4 / 5)) / 15, estimate.Value, 12);
    }

    [Fact]
    public void What_is_missing_is_told()
    {
        var whole = Table(0.1, 0.2, 0.3);
        var part = whole with { Perturbed = [.. whole.Perturbed.Where(entry => entry.Condition.Kind is not "jpeg" && entry.Condition is not { Kind: "fog", Severity: 2 })] };
        Assert.Equal(
            "needs the 15 kinds of common-15 at severities 1 to 5; not whole: fog, jpeg",
            new MeanCorruptionError().Compute(part with { Reference = part }, Tables.Intervals).Note);
        Assert.Equal(
            "the reference model makes no error under one of the kinds",
            new MeanCorruptionError().Compute(whole with { Reference = Table(0, 0.2, 0) }, Tables.Intervals).Note);
        Assert.Equal(
            "the reference model's error does not grow under one of the kinds",
            new RelativeMeanCorruptionError().Compute(whole with { Reference = Table(0.2, 0.2, 0.3) }, Tables.Intervals).Note);
    }

    private static RobustnessTable Table(double clean, double other, double fog) => new(
        Predictions(clean),
        [
            .. Kinds.SelectMany(kind => Enumerable.Range(1, 5).Select(severity => new PerturbedPredictions(
                new Condition(kind, severity), PerturbationCategory.Digital, Predictions(kind == "fog" ? fog : other)))),
        ]);

    /// <summary>Wrong on the first samples: those of a smaller share are among those of a larger one.</summary>
    private static PredictionTable Predictions(double wrong) =>
        Tables.OfPredictions(2, new int[Samples], [.. Enumerable.Range(0, Samples).Select(i => i < Math.Round(wrong * Samples) ? 1 : 0)]);
}
