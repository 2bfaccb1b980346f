using System.Globalization;
using EvalKit.Core.Metrics;
using EvalKit.Core.Statistics;

namespace EvalKit.Core.Comparison;

/// <summary>Figures in sentences: few digits, a true minus, invariant culture.</summary>
internal static class Wording
{
    /// <summary>A number of parameters or the like: <c>850</c>, <c>65.8 k</c>, <c>1.2 M</c>.</summary>
    public static string Size(double size) => size switch
    {
        < 1e3 => size.ToString("0", CultureInfo.InvariantCulture),
        < 999.95e3 => (size / 1e3).ToString(size < 9.95e3 ? "0.0" : "0", CultureInfo.InvariantCulture) + " k",
        < 999.95e6 => (size / 1e6).ToString("0.0", CultureInfo.InvariantCulture) + " M",
        _ => (size / 1e9).ToString("0.0", CultureInfo.InvariantCulture) + " G",
    };

    /// <summary>A number with so many decimals.</summary>
    public static string Number(double value, int decimals) =>
        (Math.Round(value, decimals) + 0.0).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture).Replace('-', '−');

    /// <summary>A whole number with commas.</summary>
    public static string Whole(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A noun with its number: <c>1 model</c>, <c>14 models</c>, <c>2 families</c>.</summary>
    public static string Plural(long number, string noun) =>
        $"{Whole(number)} {(number == 1 ? noun : noun.EndsWith('y') ? noun[..^1] + "ies" : noun + "s")}";

    /// <summary>A difference of a quality with its interval: <c>5.9 points (4.8 to 7.0)</c>.</summary>
    public static string Difference(double value, Interval interval, MetricInfo info)
    {
        var (factor, unit, least) = info.Unit == "fraction" ? (100, " points", 1) : (1, info.Unit.Length > 0 ? " " + info.Unit : "", 2);
        var decimals = (interval.High - interval.Low) * factor < Math.Pow(10, 1 - least) ? least + 1 : least;
        return $"{Number(value * factor, decimals)}{unit} ({Number(interval.Low * factor, decimals)} to {Number(interval.High * factor, decimals)})";
    }

    /// <summary>A share in percent: <c>31 %</c>.</summary>
    public static string Percent(double share) => Number(share * 100, 0) + " %";

    /// <summary>A probability, small ones bounded: <c>0.03</c>, <c>below 0.001</c>.</summary>
    public static string Probability(double p) => p < 0.001 ? "below 0.001" : Number(p, p < 0.1 ? 3 : 2);

    /// <summary>A rank correlation with its intervals and what they rest on.</summary>
    public static string Correlation(RankCorrelation correlation)
    {
        if (double.IsNaN(correlation.Value)) return $"not defined over {Plural(correlation.Models, "model")}";
        var value = Number(correlation.Value, 2);
        var models = correlation.OverModels is { } over ? $"{Range(over)} over {Plural(correlation.Models, "model")}" : $"{Plural(correlation.Models, "model")} give no interval";
        return correlation.OverFamilies is { } families
            ? $"{value} ({models}; {Range(families)} over {Plural(correlation.Families, "family")})"
            : $"{value} ({models})";
    }

    /// <summary>Words joined by commas and a last <c>and</c>.</summary>
    public static string Join(IEnumerable<string> words)
    {
        var list = words.ToList();
        return list.Count < 2 ? list[0] : $"{string.Join(", ", list.SkipLast(1))} and {list[^1]}";
    }

    private static string Range(Interval interval) => $"{Number(interval.Low, 2)} to {Number(interval.High, 2)}";
}
