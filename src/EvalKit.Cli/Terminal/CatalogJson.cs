using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using EvalKit.Core.Plugins;

namespace EvalKit.Cli.Terminal;

/// <summary>The catalogue as a versioned JSON document.</summary>
internal static class CatalogJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
        WriteIndented = true,
        NewLine = "\n",
    };

    /// <summary>
    /// <c>{schema, plugins[{sort, kind, version, source, summary, parameters[{name, allowed, default, required, text}]}],
    /// metrics[{id, title, unit, minimum, maximum, direction, source}]}</c>; a bound that is infinite is null.
    /// </summary>
    public static string Render(IEnumerable<PluginDescription> plugins, IEnumerable<MetricEntry> metrics) => JsonSerializer.Serialize(
        new
        {
            Schema = 1,
            Plugins = plugins.Select(plugin => new
            {
                plugin.Sort,
                plugin.Kind,
                plugin.Version,
                plugin.Source,
                plugin.Summary,
                Parameters = plugin.Parameters.Select(parameter => new
                {
                    parameter.Name,
                    parameter.Allowed,
                    Default = parameter.Default is null ? null : JsonNode.Parse(parameter.Default),
                    Required = parameter.IsRequired,
                    parameter.Text,
                }),
            }),
            Metrics = metrics.Select(metric => new
            {
                metric.Id,
                metric.Info.Title,
                metric.Info.Unit,
                Minimum = Finite(metric.Info.Minimum),
                Maximum = Finite(metric.Info.Maximum),
                metric.Info.Direction,
                metric.Info.Source,
            }),
        },
        Options) + "\n";

    private static double? Finite(double bound) => double.IsFinite(bound) ? bound : null;
}
