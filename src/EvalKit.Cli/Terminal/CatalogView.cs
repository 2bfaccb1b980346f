using System.Globalization;
using System.Text;
using EvalKit.Core.Metrics;
using EvalKit.Core.Plugins;

namespace EvalKit.Cli.Terminal;

/// <summary>What <c>evalkit list</c> prints: plain text of at most 100 columns, where words allow.</summary>
internal static class CatalogView
{
    private const int Width = 100;

    /// <summary>Every sort with its kinds, a line each.</summary>
    public static string Brief(IReadOnlyCollection<PluginDescription> plugins)
    {
        var text = new StringBuilder();
        var column = plugins.Max(plugin => plugin.Kind.Length) + 4;
        foreach (var sort in plugins.GroupBy(plugin => plugin.Sort))
        {
            text.Append(sort.Key).Append('\n');
            foreach (var plugin in sort) Paragraph(text, $"  {plugin.Kind}", column, FirstSentence(plugin.Summary));
            text.Append('\n');
        }

        return text.Append("evalkit list SORT shows parameters, ranges, defaults and sources.\n").ToString();
    }

    /// <summary>Methods with their parameters.</summary>
    public static string Full(IEnumerable<PluginDescription> plugins)
    {
        var text = new StringBuilder();
        foreach (var plugin in plugins) Append(text, plugin);
        return text.ToString();
    }

    /// <summary>Metrics with what they mean.</summary>
    public static string Full(IEnumerable<MetricEntry> metrics)
    {
        var text = new StringBuilder();
        foreach (var metric in metrics) Append(text, metric);
        return text.ToString();
    }

    private static void Append(StringBuilder text, PluginDescription plugin)
    {
        text.Append(plugin.Kind).Append('\n');
        Paragraph(text, "", 2, plugin.Summary);
        Paragraph(text, "", 2, $"Source: {plugin.Source}");
        var column = 6 + plugin.Parameters.Select(parameter => parameter.Name.Length).DefaultIfEmpty().Max();
        foreach (var parameter in plugin.Parameters)
        {
            var value = parameter.IsRequired ? "required" : parameter.Default is { } given ? $"default {given.Trim('"')}" : "optional";
            Paragraph(text, $"    {parameter.Name}", column, $"{value}; {parameter.Allowed}. {parameter.Text}");
        }

        text.Append('\n');
    }

    private static void Append(StringBuilder text, MetricEntry metric)
    {
        var info = metric.Info;
        var better = info.Direction switch
        {
            ScoreDirection.HigherIsBetter => "higher is better",
            ScoreDirection.LowerIsBetter => "lower is better",
            _ => "informs only",
        };
        text.Append(metric.Id).Append('\n');
        Paragraph(text, "", 2, $"{info.Title}; {info.Unit}, {Bound(info.Minimum)} to {Bound(info.Maximum)}; {better}.");
        Paragraph(text, "", 2, $"Source: {info.Source}");
        text.Append('\n');
    }

    private static string Bound(double bound) =>
        double.IsPositiveInfinity(bound) ? "∞" : double.IsNegativeInfinity(bound) ? "−∞" : bound.ToString(CultureInfo.InvariantCulture);

    private static string FirstSentence(string text)
    {
        var end = text.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? text : text[..(end + 1)];
    }

    /// <summary>Appends words from a column on, broken between words, the first line after a heading.</summary>
    private static void Paragraph(StringBuilder text, string heading, int column, string words)
    {
        var line = new StringBuilder(heading.PadRight(column));
        foreach (var word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > column && line.Length + word.Length > Width)
            {
                text.Append(line.ToString().TrimEnd()).Append('\n');
                line.Clear().Append(' ', column);
            }

            line.Append(word).Append(' ');
        }

        text.Append(line.ToString().TrimEnd()).Append('\n');
    }
}
