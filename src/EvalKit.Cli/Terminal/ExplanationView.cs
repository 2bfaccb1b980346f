using System.Globalization;
using System.Text;
using EvalKit.Cli.Runs;
using EvalKit.Core.Attributions;
using EvalKit.Core.Metrics;
using EvalKit.Core.Plugins;

namespace EvalKit.Cli.Terminal;

/// <summary>What <c>evalkit explain</c> prints of one picture: the class explained and a table of the methods.</summary>
internal static class ExplanationView
{
    /// <summary>Renders a picture.</summary>
    /// <param name="explanation">The picture.</param>
    /// <param name="metrics">The figures, in the order of their values.</param>
    /// <param name="explained">The class in words.</param>
    /// <param name="folder">Where its files are.</param>
    public static string Render(
        PictureExplanation explanation, IReadOnlyList<PluginInstance<IExplanationMetric>> metrics, ExplainedClass explained, string folder)
    {
        string[][] rows =
        [
            ["method", .. metrics.Select(Title), "file"],
            .. explanation.Methods.Select(method => (string[])[method.Method.Name, .. method.Figures.Select(values => Number(values[0])), ExplanationFiles.Map(method)]),
        ];
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        var text = new StringBuilder($"{explanation.Picture.Input}: {explained.Describe(explanation)}\n\n");
        foreach (var row in rows)
        {
            // Names to the left, numbers to the right.
            var cells = row.Select((cell, column) => column > 0 && column <= metrics.Count ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]));
            text.Append(string.Join("  ", cells).TrimEnd()).Append('\n');
        }

        var missing = explanation.Methods.SelectMany(method => metrics.Zip(method.Reasons, (metric, reason) => (Metric: metric.Name, Method: method.Method.Name, Reason: reason)));
        foreach (var reason in missing.Where(one => one.Reason is not null).GroupBy(one => (one.Metric, one.Reason), one => one.Method))
            text.Append(CultureInfo.InvariantCulture, $"n/a: {reason.Key.Metric} of {string.Join(", ", reason)}: {reason.Key.Reason}\n");

        return text.Append(CultureInfo.InvariantCulture, $"\nin {folder}: a map (.png) and an array (.npy) for each method; {ExplanationFiles.Sheet} shows all, {ExplanationFiles.Page} beside the folder all pictures\n").ToString();
    }

    /// <summary>A metric's name with its better direction.</summary>
    public static string Title(PluginInstance<IExplanationMetric> metric) => metric.Method.Info.Direction switch
    {
        ScoreDirection.HigherIsBetter => metric.Name + " ↑",
        ScoreDirection.LowerIsBetter => metric.Name + " ↓",
        _ => metric.Name,
    };

    /// <summary>A figure in three decimals.</summary>
    public static string Number(double value) =>
        // Adding zero turns a rounded -0 into 0.
        double.IsNaN(value) ? "n/a" : (Math.Round(value, 3) + 0.0).ToString("0.000", CultureInfo.InvariantCulture);
}
