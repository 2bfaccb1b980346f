using EvalKit.Methods.Metrics.Calibration;
using EvalKit.Methods.Metrics.Performance;

namespace EvalKit.Methods.Tests.Metrics.Calibration;

public sealed class CalibrationTests
{
    /// <summary>
    /// The debiasing of Kumar, Liang and Ma's library (normal_debiased_ce, power 1) in NumPy with 400,000 draws on the
    /// generated table; the plain errors are 0.18835 in both.
    /// </summary>
    [Fact]
    public void Agrees_with_simulated_debiasing()
    {
        Assert.Equal(0.186729, new ExpectedCalibrationError().Compute(GeneratedPredictions.Table, Tables.Intervals).Value, 1e-4);
        Assert.Equal(0.182812, new EqualMassCalibrationError().Compute(GeneratedPredictions.Table, Tables.Intervals).Value, 1e-4);
    }

    [Fact]
    public void Has_no_interval() => Assert.Null(new ExpectedCalibrationError().Compute(GeneratedPredictions.Table, Tables.Intervals).Low);

    [Theory]
    [InlineData(1f, 14)]
    [InlineData(0.6f, 8)]
    [InlineData(0.6000001f, 9)]
    [InlineData(0f, 0)]
    public void A_bin_holds_its_upper_end(float confidence, int bin) => Assert.Equal(bin, CalibrationBins.EqualWidth(confidence));

    /// <summary>
    /// One bin, confidence 0.9, 5 of 10 right: the gap 0.4 is 2.53 deviations of √(0.025), and E|N(0.4, 0.158²)| = 0.400578 by the
    /// folded normal's mean in Python, so the error is 0.8 − 0.400578.
    /// </summary>
    [Fact]
    public void Takes_the_expected_excess_off()
    {
        float[] confidences = [.. Enumerable.Repeat(0.9f, 10)];
        bool[] right = [.. Enumerable.Range(0, 10).Select(i => i < 5)];
        Assert.Equal(0.399422, ExpectedCalibrationError.Of(confidences, right), 5);
    }

    [Fact]
    public void Is_not_negative()
    {
        float[] confidences = [.. Enumerable.Repeat(0.5f, 10)];
        bool[] right = [.. Enumerable.Range(0, 10).Select(i => i < 5)];
        Assert.Equal(0, ExpectedCalibrationError.Of(confidences, right));
    }

    /// <summary>scipy.optimize.minimize_scalar over the inverse temperature on all 500 rows.</summary>
    [Fact]
    public void Temperature_agrees_with_scipy() =>
        Assert.Equal(0.4887739, TemperatureScaling.InverseTemperature(GeneratedPredictions.Table, [.. Enumerable.Range(0, 500)]), 1e-6);

    [Fact]
    public void Scaling_mends_an_overconfident_model()
    {
        // Its optimum on all rows is a log loss of 1.1073 where the plain one is 1.2704.
        var tempered = new TemperedLogLoss().Compute(GeneratedPredictions.Table, Tables.Intervals);
        Assert.Equal(1.1073, tempered.Value, 0.08);
        Assert.InRange(tempered.N, 200, 300);
        Assert.True(new TemperedCalibrationError().Compute(GeneratedPredictions.Table, Tables.Intervals).Value < 0.06);
    }

    /// <summary>Dividing all logits by 4 changes the temperature and nothing else.</summary>
    [Fact]
    public void Scaling_is_free_of_temperature()
    {
        var table = GeneratedPredictions.Table;
        float[] cooled = [.. table.Scores.ToArray().Select(score => score / 4)];
        var other = Tables.OfLogits(table.Classes, table.Labels.ToArray(), cooled);
        Assert.Equal(
            new TemperedLogLoss().Compute(table, Tables.Intervals).Value,
            new TemperedLogLoss().Compute(other, Tables.Intervals).Value,
            6);
    }

    [Fact]
    public void A_perfect_half_takes_the_lowest_temperature()
    {
        var table = Tables.OfLogits(2, [0, 1], [1, 0, 0, 1]);
        Assert.Equal(1e3, TemperatureScaling.InverseTemperature(table, [0, 1]));
        Assert.True(new LogLoss().Compute(table, Tables.Intervals).IsDefined);
    }
}
