using System.Globalization;

namespace EvalKit.Reporting.Figures;

/// <summary>Numbers as a person reads them: three figures or so, a unit, no exponent; invariant culture throughout.</summary>
public static class Humanised
{
    private static readonly string[] Prefixes = ["", "k", "M", "G", "T", "P"];

    /// <summary>A count in powers of 1,000 with one decimal from 1,000 on: <c>850</c>, <c>65.8 k</c>, <c>9.1 M</c>.</summary>
    public static string Count(double value) => Scaled(value, Prefixes, decimalsFrom: 1);

    /// <summary>Bytes in powers of 1,000: <c>512 B</c>, <c>260 kB</c>, <c>1.6 MB</c>.</summary>
    public static string Bytes(double value) => Scaled(value, Prefixes, decimalsFrom: 2) is var text && char.IsAsciiDigit(text[^1])
        ? text + " B"
        : text + "B";

    /// <summary>A whole number with commas: <c>10,000</c>.</summary>
    public static string Whole(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A duration in its two largest units: <c>0.8 s</c>, <c>42 s</c>, <c>4 min 12 s</c>, <c>3 h 5 min</c>.</summary>
    public static string Duration(TimeSpan value) => value switch
    {
        { TotalSeconds: < 9.95 } => string.Create(CultureInfo.InvariantCulture, $"{value.TotalSeconds:0.0} s"),
        { TotalSeconds: < 59.5 } => string.Create(CultureInfo.InvariantCulture, $"{value.TotalSeconds:0} s"),
        { TotalMinutes: < 60 } => Pair(Math.Round(value.TotalSeconds), 60, "min", "s"),
        _ => Pair(Math.Round(value.TotalMinutes), 60, "h", "min"),
    };

    /// <summary>A noun with its number: <c>1 model</c>, <c>14 models</c>.</summary>
    /// <param name="number">How many.</param>
    /// <param name="noun">The singular of a noun whose plural ends in <c>s</c>.</param>
    public static string Plural(long number, string noun) => $"{Whole(number)} {noun}{(number == 1 ? "" : "s")}";

    private static string Pair(double small, double each, string large, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(small / each):0} {large} {small % each:0} {unit}");

    private static string Scaled(double value, string[] prefixes, int decimalsFrom)
    {
        var power = 0;
        // 999.95 would be written as 1000.0 of the smaller unit.
        while (Math.Abs(value) >= (power >= decimalsFrom ? 999.95 : 999.5) && power < prefixes.Length - 1)
        {
            value /= 1000;
            power++;
        }

        var number = value.ToString(power >= decimalsFrom ? "0.0" : "0", CultureInfo.InvariantCulture);
        return power == 0 ? number : $"{number} {prefixes[power]}";
    }
}
