using EvalKit.Core.Metrics;
using EvalKit.Methods.Metrics.Performance;

namespace EvalKit.Methods.Tests.Metrics.Performance;

/// <summary>All figures of performance against scikit-learn on one table; see <see cref="GeneratedPredictions"/>.</summary>
public sealed class PerformanceReferenceTests
{
    public static TheoryData<IPredictionMetric, double, double> Expected => new()
    {
        { new Accuracy(), 0.512, 1e-12 },                      // accuracy_score
        { new BalancedAccuracy(), 0.5093626137468908, 1e-12 }, // balanced_accuracy_score
        { new MacroF1(), 0.508310827471596, 1e-12 },           // f1_score(average='macro')
        { new LogLoss(), 1.2703500779354417, 1e-6 },           // log_loss; ours sums losses kept as floats
        { new Brier(), 0.6714493875550275, 1e-12 },            // ((P - onehot)**2).sum(1).mean()
        { new Auroc(), 0.7746391829354916, 1e-12 },            // roc_auc_score(multi_class='ovr')
        { new RiskCoverageArea(), 0.3479673837532281, 1e-12 }, // the definition, a loop over k in NumPy
    };

    [Theory]
    [MemberData(nameof(Expected))]
    public void Agrees_with_the_reference(IPredictionMetric metric, double expected, double tolerance)
    {
        var estimate = metric.Compute(GeneratedPredictions.Table, Tables.Intervals);
        Assert.Equal(expected, estimate.Value, tolerance);
        Assert.Equal(GeneratedPredictions.Count, estimate.N);
        Assert.True(estimate.Low < estimate.Value && estimate.Value < estimate.High);
    }

    [Theory]
    [MemberData(nameof(Expected))]
    public void Is_missing_without_samples(IPredictionMetric metric, double expected, double tolerance)
    {
        _ = (expected, tolerance);
        Assert.False(metric.Compute(Tables.OfLogits(4, [], []), Tables.Intervals).IsDefined);
    }
}
