using System.Globalization;
using System.Text;

namespace EvalKit.Core.Gates.References;

/// <summary>Ascending positions as text: <c>0-999,1001,1003-1100</c>.</summary>
public static class SampleRanges
{
    /// <summary>Writes the positions.</summary>
    /// <param name="samples">Ascending, without repeats.</param>
    public static string Format(ReadOnlySpan<int> samples)
    {
        var text = new StringBuilder();
        for (var i = 0; i < samples.Length; i++)
        {
            var first = samples[i];
            while (i + 1 < samples.Length && samples[i + 1] == samples[i] + 1) i++;
            if (text.Length > 0) text.Append(',');
            text.Append(CultureInfo.InvariantCulture, $"{first}");
            if (samples[i] > first) text.Append(CultureInfo.InvariantCulture, $"-{samples[i]}");
        }

        return text.ToString();
    }

    /// <summary>Reads the positions back.</summary>
    /// <param name="text">What <see cref="Format"/> gave.</param>
    /// <param name="most">The most positions that there can be: a short text may name so many that no memory holds them.</param>
    /// <exception cref="FormatException">The text is no such list, not ascending, or names too many.</exception>
    public static int[] Parse(string text, long most = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(text);
        var samples = new List<int>();
        if (text.Length == 0) return [];
        foreach (var range in text.Split(','))
        {
            var ends = range.Split('-');
            var first = Position(ends[0]);
            var last = ends.Length == 1 ? first : ends.Length == 2 ? Position(ends[1]) : throw new FormatException($"'{range}' is no range of samples");
            if (last < first || (samples.Count > 0 && first <= samples[^1])) throw new FormatException($"the range '{range}' is not ascending");
            if (last - (long)first >= most - samples.Count) throw new FormatException($"the range '{range}' goes on to more than {most} samples");
            for (var sample = first; sample <= last; sample++) samples.Add(sample);
        }

        return [.. samples];
    }

    private static int Position(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var position) && position < int.MaxValue
            ? position
            : throw new FormatException($"'{text}' is no position of a sample");
}
