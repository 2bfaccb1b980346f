using System.Text;
using EvalKit.Core.Errors;

namespace EvalKit.Core.Data;

/// <summary>A line of comma-separated fields, each of which may be quoted.</summary>
/// <remarks>RFC 4180, but for line breaks within quotes.</remarks>
public static class CsvLine
{
    /// <summary>The fields of a line, without their quotes; blanks around an unquoted field are no part of it.</summary>
    /// <param name="line">The line.</param>
    /// <param name="place">File and line number, for messages.</param>
    /// <exception cref="UserException">A quote is not closed, or text follows it.</exception>
    public static List<string> Split(string line, string place)
    {
        var fields = new List<string>();
        for (var start = 0; start <= line.Length;)
        {
            var end = line.IndexOf(',', start);
            if (end < 0) end = line.Length;
            var field = line[start..end].Trim();
            if (field.StartsWith('"')) (field, end) = Quoted(line, line.IndexOf('"', start) + 1, place);
            fields.Add(field);
            start = end + 1;
        }

        return fields;
    }

    private static (string Field, int End) Quoted(string line, int start, string place)
    {
        var field = new StringBuilder();
        for (var i = start; i < line.Length; i++)
        {
            if (line[i] != '"')
            {
                field.Append(line[i]);
            }
            else if (i + 1 < line.Length && line[i + 1] == '"')
            {
                field.Append(line[i++]);
            }
            else
            {
                var end = line.IndexOf(',', i);
                if (end < 0) end = line.Length;
                return string.IsNullOrWhiteSpace(line[(i + 1)..end])
                    ? (field.ToString(), end)
                    : throw new UserException($"{place}: text follows the closing quote of a field: {line}");
            }
        }

        throw new UserException($"{place}: a quote is not closed: {line}");
    }
}
