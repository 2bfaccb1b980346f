using System.CommandLine;
using EvalKit.Cli.Terminal;
using EvalKit.Core.Errors;
using EvalKit.Core.Plugins;

namespace EvalKit.Cli.Commands;

/// <summary><c>evalkit list</c>: the catalogue of methods and metrics.</summary>
internal static class ListCommand
{
    private static readonly string[] Formats = ["table", "json"];

    public static Command Create(PluginCatalog catalog)
    {
        string[] sorts = [.. catalog.Plugins.Select(plugin => plugin.Sort).Distinct()];
        var sort = new Argument<string?>("SORT") { Description = $"One of {string.Join(", ", sorts)}; by default all, in brief.", HelpName = "SORT", Arity = ArgumentArity.ZeroOrOne };
        sort.CompletionSources.Add(sorts);
        var format = new Option<string>("--format") { Description = "table or json.", DefaultValueFactory = _ => Formats[0] };
        format.AcceptOnlyFromAmong(Formats);
        var command = new Command("list", "Lists methods with their parameters, ranges, defaults and sources, and metrics with what they mean.\n\nExamples:\n  evalkit list\n  evalkit list attributions\n  evalkit list metrics --format json") { sort, format };
        command.SetAction(parsed =>
        {
            var chosen = parsed.GetValue(sort);
            if (chosen is not null && !sorts.Contains(chosen))
                throw new UserException($"'{chosen}' is no sort of method (allowed: {string.Join(", ", sorts)}){NearestName.Hint(chosen, sorts)}");
            var plugins = catalog.Plugins.Where(plugin => chosen is null || plugin.Sort == chosen).ToArray();
            var metrics = chosen is null or MetricEntry.Sort ? MetricEntry.All(catalog) : [];
            parsed.InvocationConfiguration.Output.Write((parsed.GetValue(format), chosen) switch
            {
                ("json", _) => CatalogJson.Render(plugins, metrics),
                (_, null) => CatalogView.Brief(plugins),
                (_, MetricEntry.Sort) => CatalogView.Full(metrics),
                _ => CatalogView.Full(plugins),
            });
        });
        return command;
    }
}
