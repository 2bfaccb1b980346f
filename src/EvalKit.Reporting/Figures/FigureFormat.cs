using System.Globalization;
using EvalKit.Core.Metrics;

namespace EvalKit.Reporting.Figures;

/// <summary>
/// How the figures of one column are written: fractions as percent, counts and bytes humanised, and as many decimals for
/// all as the narrowest interval of the column deserves.
/// </summary>
public sealed class FigureFormat
{
    private const int MostDecimals = 4;

    private readonly Style _style;
    private readonly double _factor;
    private readonly string _number;
    private readonly bool _measured;

    private FigureFormat(Style style, string unit, double factor, int decimals, bool measured = false)
    {
        (_style, Unit, _factor, _measured) = (style, unit, factor, measured);
        _number = "0" + (decimals > 0 ? "." + new string('0', decimals) : "");
    }

    private enum Style
    {
        Decimal,
        Count,
        Bytes,
    }

    /// <summary>The unit that the written numbers have, such as <c>%</c> or <c>ms</c>; empty where they need none.</summary>
    public string Unit { get; }

    /// <summary>Shares as percent with one decimal.</summary>
    public static FigureFormat Share { get; } = new(Style.Decimal, "%", 100, 1);

    /// <summary>Numbers with two decimals.</summary>
    internal static FigureFormat Plain { get; } = new(Style.Decimal, "", 1, 2);

    /// <summary>What stands for a figure that is missing.</summary>
    public static string Missing => "n/a";

    /// <summary>Chooses the format of a column.</summary>
    /// <param name="metricId">The metric's id.</param>
    /// <param name="info">What the metric means, or null where that is unknown.</param>
    /// <param name="figures">The column's figures; null where a model has none.</param>
    public static FigureFormat Of(string metricId, MetricInfo? info, IEnumerable<Estimate?> figures)
    {
        var axis = MetricId.Parse(metricId).Axis;
        return (info?.Unit ?? "") switch
        {
            "bytes" => new(Style.Bytes, "", 1, 0),
            "ms" => Decimals("ms", 1, 2, Values(figures), measured: true),
            "samples/s" => new(Style.Count, "samples/s", 1, 0, measured: true),
            _ when axis == "cost" => new(Style.Count, "", 1, 0),
            // An area between curves is read as a number between 0 and 1, not as a share.
            "fraction" when axis != "interpretability" => Decimals("%", 100, 1, HalfWidths(figures)),
            "fraction" or "" => Decimals("", 1, 2, HalfWidths(figures)),
            var unit => Decimals(unit, 1, 2, HalfWidths(figures)),
        };
    }

    /// <summary>The figure's value alone: <c>89.6</c>, <c>65.8 k</c>, or <see cref="Missing"/>.</summary>
    public string Value(Estimate? figure) => figure is { IsDefined: true } ? Number(figure.Value) : Missing;

    /// <summary>
    /// Half the width of the figure's interval, <c>±0.6</c>; null where it has none or is exact, and for times, whose lopsided
    /// spread over repeats no half width describes.
    /// </summary>
    public string? Spread(Estimate? figure) =>
        !_measured && figure is { IsDefined: true } && HalfWidth(figure) is { } half ? "±" + Number(half) : null;

    /// <summary>Value, interval and n in words: <c>89.6 % (89.0 to 90.2), n = 10,000</c>; the reason where it is missing.</summary>
    public string InWords(Estimate? figure)
    {
        if (figure is not { IsDefined: true })
            return figure?.Note ?? "not computed";

        var unit = Unit.Length > 0 ? " " + Unit : "";
        var interval = HalfWidth(figure) is null ? "" : $" ({Number(figure.Low!.Value)} to {Number(figure.High!.Value)})";
        var n = figure.N > 1 ? $", n = {Humanised.Whole(figure.N)}" : "";
        var note = figure.Note is null ? "" : $"; {figure.Note}";
        return Number(figure.Value) + unit + interval + n + note;
    }

    /// <summary>A number in the column's form, such as an axis tick or a bound.</summary>
    /// <param name="value">The number in the metric's own unit.</param>
    public string Number(double value) => _style switch
    {
        Style.Count => Humanised.Count(value),
        Style.Bytes => Humanised.Bytes(value),
        // Adding zero turns a rounded -0 into 0.
        _ => (Math.Round(value * _factor, MostDecimals) + 0.0).ToString(_number, CultureInfo.InvariantCulture).Replace('-', '−'),
    };

    /// <summary>Writes the ticks of an axis with as few decimals as tell them apart.</summary>
    internal static IReadOnlyList<string> Ticks(FigureFormat format, IReadOnlyList<double> ticks)
    {
        if (format._style != Style.Decimal)
            return [.. ticks.Select(tick => format.Number(tick).Replace(".0 ", " ", StringComparison.Ordinal))];

        var step = ticks.Count > 1 ? (ticks[1] - ticks[0]) * format._factor : 1;
        var decimals = Enumerable.Range(0, MostDecimals).FirstOrDefault(
            digits => Math.Abs((step * Math.Pow(10, digits)) - Math.Round(step * Math.Pow(10, digits))) < 1e-6, MostDecimals);
        var written = new FigureFormat(format._style, format.Unit, format._factor, decimals);
        return [.. ticks.Select(written.Number)];
    }

    private static FigureFormat Decimals(string unit, double factor, int least, IEnumerable<double> sizes, bool measured = false)
    {
        var smallest = sizes.Where(size => size > 0).DefaultIfEmpty(1).Min() * factor;
        var needed = (int)Math.Clamp(Math.Ceiling(-Math.Log10(smallest)), 0, MostDecimals);
        return new(Style.Decimal, unit, factor, Math.Max(least, needed), measured);
    }

    private static IEnumerable<double> Values(IEnumerable<Estimate?> figures) =>
        figures.Where(figure => figure is { IsDefined: true }).Select(figure => Math.Abs(figure!.Value));

    private static IEnumerable<double> HalfWidths(IEnumerable<Estimate?> figures) =>
        figures.Select(figure => figure is { IsDefined: true } ? HalfWidth(figure) ?? 0 : 0);

    private static double? HalfWidth(Estimate figure) =>
        figure is { Low: { } low, High: { } high } && double.IsFinite(low) && double.IsFinite(high) && high > low ? (high - low) / 2 : null;
}
