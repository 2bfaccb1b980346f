using EvalKit.Core.Metrics;
using EvalKit.Methods.Metrics.Performance;

namespace EvalKit.Methods.Tests.Metrics.Performance;

/// <summary>
/// The intervals by linear approximation, on <see cref="GeneratedPredictions"/>, against derivatives taken as differences in
/// Python: each sample's weight changed by ±0.0001 in scikit-learn's <c>sample_weight</c>, and in the definition of the
/// risk–coverage area.
/// </summary>
public sealed class SmoothIntervalTests
{
    public static TheoryData<IPredictionMetric, double, double, double> Expected => new()
    {
        { new BalancedAccuracy(), 0.4652513394, 0.5533285747, 1e-8 },
        { new MacroF1(), 0.4643790658, 0.5521146085, 1e-8 },
        { new RiskCoverageArea(), 0.2972639184, 0.4024823925, 2e-4 }, // Python takes samples of equal confidence in their order
    };

    [Theory]
    [MemberData(nameof(Expected))]
    public void Agrees_with_derivatives_by_differences(IPredictionMetric metric, double low, double high, double tolerance)
    {
        var estimate = metric.Compute(GeneratedPredictions.Table, Tables.Intervals);
        Assert.Equal(low, estimate.Low!.Value, tolerance);
        Assert.Equal(high, estimate.High!.Value, tolerance);
    }

    [Fact]
    public void Few_samples_have_none()
    {
        var table = Tables.OfPredictions(2, new int[199], [.. Enumerable.Range(0, 199).Select(i => i % 2)]);
        Assert.Null(new BalancedAccuracy().Compute(table, Tables.Intervals).Low);
    }
}
