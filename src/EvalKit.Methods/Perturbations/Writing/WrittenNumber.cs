using System.Globalization;

namespace EvalKit.Methods.Perturbations.Writing;

/// <summary>The ways to write a number.</summary>
internal static class WrittenNumber
{
    /// <summary>Different texts of one value, at least three.</summary>
    /// <param name="whole">The digits before the point, without marks between them.</param>
    /// <param name="part">The digits after it, empty for a whole number.</param>
    public static IEnumerable<string> Forms(string whole, string part)
    {
        var point = part.Length > 0 ? "." : "";
        return new[]
        {
            whole + point + part,
            Grouped(whole, ",") + point + part,
            Grouped(whole, ".") + (part.Length > 0 ? "," : "") + part,
            Grouped(whole, " ") + point + part,
            $"{whole}.{part}0",
            $"0{whole}{point}{part}",
            Power(whole, part),
        }.Distinct(StringComparer.Ordinal);
    }

    private static string Grouped(string digits, string mark)
    {
        for (var i = digits.Length - 3; i > 0; i -= 3) digits = digits.Insert(i, mark);
        return digits;
    }

    // One digit before the point, and none lost after it: 1234.50 is 1.23450e3.
    private static string Power(string whole, string part)
    {
        var digits = whole + part;
        var rest = digits[1..];
        return string.Create(CultureInfo.InvariantCulture, $"{digits[0]}{(rest.Length > 0 ? "." : "")}{rest}e{whole.Length - 1}");
    }
}
