using EvalKit.Core.Metrics;
using EvalKit.Core.Models;
using EvalKit.Core.Reports.Calibration;
using EvalKit.Core.Statistics;

namespace EvalKit.Core.Tests.Reports.Calibration;

public sealed class ReliabilityDiagramTests
{
    [Fact]
    public void Samples_are_grouped_by_confidence_and_empty_bins_are_left_out()
    {
        // Confidences 0.65, 0.66 (bin 9: above 9/15 up to 10/15), 0.95 and 0.97 (bin 14); all predict class 0.
        float[] scores = [0.65f, 0.35f, 0.66f, 0.34f, 0.95f, 0.05f, 0.97f, 0.03f];
        var table = new PredictionTable(
            new[] { 0, 1, 2, 3 }, new[] { 0, 1, 0, 0 }, new int[4], new float[4], scores, 2, ScoreKind.Probabilities);

        var diagram = ReliabilityDiagram.Of("m", table, new Intervals(0.95, new Resamples(0)));

        Assert.Equal([9, 14], diagram.Bins.Select(bin => bin.Position));
        Assert.Equal(0.655, diagram.Bins[0].Confidence, 6);
        Assert.Equal(0.96, diagram.Bins[1].Confidence, 6);
        Assert.Equal([0.5, 1], diagram.Bins.Select(bin => bin.Accuracy.Value));
        // Wilson's interval of 1 in 2 at 95 %: 0.0945 to 0.9055.
        Assert.Equal(0.0945, diagram.Bins[0].Accuracy.Low!.Value, 4);
        Assert.Equal(2, diagram.Bins[1].Accuracy.N);
    }

    [Theory]
    [InlineData(0f, 0)]
    [InlineData(0.0667f, 1)]
    [InlineData(1f, 14)]
    public void A_bin_holds_its_upper_end(float confidence, int bin) => Assert.Equal(bin, ReliabilityDiagram.BinOf(confidence));
}
