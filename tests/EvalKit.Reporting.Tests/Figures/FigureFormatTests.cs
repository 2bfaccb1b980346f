using EvalKit.Core.Metrics;
using EvalKit.Core.Reports;
using EvalKit.Reporting.Figures;

namespace EvalKit.Reporting.Tests.Figures;

public sealed class FigureFormatTests
{
    private static readonly MetricInfo Fraction = new("Accuracy", "fraction", 0, 1, ScoreDirection.HigherIsBetter, "");

    [Theory]
    [InlineData(0.89, 0.902, "89.6", "±0.6")]
    [InlineData(0.8955, 0.8965, "89.60", "±0.05")]
    [InlineData(0.8959999, 0.8960001, "89.6000", "±0.0000")]
    public void Fractions_are_percent_with_the_decimals_that_the_interval_deserves(double low, double high, string value, string spread)
    {
        var figure = new Estimate(0.896, low, high, 10_000);

        var format = FigureFormat.Of("performance/accuracy", Fraction, [figure, null]);

        Assert.Equal("%", format.Unit);
        Assert.Equal(value, format.Value(figure));
        Assert.Equal(spread, format.Spread(figure));
    }

    [Fact]
    public void In_words_the_interval_and_n_are_given()
    {
        var figure = new Estimate(0.896, 0.89, 0.902, 10_000, "2 samples left out");
        var format = FigureFormat.Of("performance/accuracy", Fraction, [figure]);

        Assert.Equal("89.6 % (89.0 to 90.2), n = 10,000; 2 samples left out", format.InWords(figure));
        Assert.Equal("n/a", format.Value(Estimate.Missing("It failed.")));
        Assert.Equal("It failed.", format.InWords(Estimate.Missing("It failed.")));
        Assert.Equal("not computed", format.InWords(null));
    }

    [Fact]
    public void Relevance_gain_is_a_number_and_may_be_negative()
    {
        var figure = new Estimate(-0.0312, -0.05, -0.01, 200);
        var format = FigureFormat.Of("interpretability/relevance-gain", Fraction, [figure]);

        Assert.Equal("−0.03", format.Value(figure));
        Assert.Equal("0.00", format.Number(-0.000_01));
    }

    [Fact]
    public void A_latency_has_no_half_width()
    {
        var figure = new Estimate(0.021, 0.015, 0.2, 500);
        var format = FigureFormat.Of(Measurements.LatencyP50, Measurements.Infos[Measurements.LatencyP50], [figure]);

        Assert.Equal("0.02", format.Value(figure));
        Assert.Null(format.Spread(figure));
    }
}
