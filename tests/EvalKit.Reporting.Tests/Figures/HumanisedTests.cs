using EvalKit.Reporting.Figures;

namespace EvalKit.Reporting.Tests.Figures;

public sealed class HumanisedTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(850, "850")]
    [InlineData(999.6, "1.0 k")]
    [InlineData(1_154, "1.2 k")]
    [InlineData(65_810, "65.8 k")]
    [InlineData(999_949, "999.9 k")]
    [InlineData(999_950, "1.0 M")]
    [InlineData(9_100_000, "9.1 M")]
    [InlineData(7.2e9, "7.2 G")]
    public void Counts_have_one_decimal_from_a_thousand_on(double value, string expected) =>
        Assert.Equal(expected, Humanised.Count(value));

    [Theory]
    [InlineData(512, "512 B")]
    [InlineData(6_216, "6 kB")]
    [InlineData(263_240, "263 kB")]
    [InlineData(999_600, "1.0 MB")]
    [InlineData(1_640_000, "1.6 MB")]
    public void Bytes_have_one_decimal_from_a_million_on(double value, string expected) =>
        Assert.Equal(expected, Humanised.Bytes(value));

    [Theory]
    [InlineData(0.84, "0.8 s")]
    [InlineData(42.3, "42 s")]
    [InlineData(59.7, "1 min 0 s")]
    [InlineData(251.8, "4 min 12 s")]
    [InlineData(11_100, "3 h 5 min")]
    public void Durations_have_two_units(double seconds, string expected) =>
        Assert.Equal(expected, Humanised.Duration(TimeSpan.FromSeconds(seconds)));
}
