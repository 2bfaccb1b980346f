using System.CommandLine;
using EvalKit.Cli.Runs;
using EvalKit.Cli.Terminal;
using EvalKit.Core.Comparison;
using EvalKit.Core.Comparison.Published;
using EvalKit.Core.Errors;
using EvalKit.Core.Planning;
using EvalKit.Core.Plugins;
using EvalKit.Core.Store;
using EvalKit.Reporting.Comparisons;

namespace EvalKit.Cli.Commands;

/// <summary><c>evalkit compare</c>: size against quality over stored runs and published tables; runs no model.</summary>
internal static class CompareCommand
{
    private const string Table = "table";

    private static readonly Dictionary<string, Func<IReadOnlyList<SizeComparison>, Stream, CancellationToken, ValueTask>> Writers = new(StringComparer.Ordinal)
    {
        ["json"] = ComparisonJson.WriteAsync,
        ["md"] = ComparisonMarkdown.WriteAsync,
        ["html"] = ComparisonHtml.WriteAsync,
    };

    public static Command Create(PluginCatalog catalog)
    {
        var sources = new Argument<string[]>("RUN|TABLE") { Description = "Runs' folders, and tables of published results (.csv or .json).", Arity = ArgumentArity.OneOrMore };
        var mapping = new Option<string?>("--mapping") { Description = "What the columns of the tables mean (YAML); what it leaves out is guessed.", HelpName = "FILE" };
        var format = new Option<string>("--format") { Description = $"One of {Table}, {string.Join(", ", Writers.Keys)}.", DefaultValueFactory = _ => Table };
        format.AcceptOnlyFromAmong([Table, .. Writers.Keys]);
        var file = new Option<string?>("--out") { Description = "The file of json, md or html; by default standard output.", HelpName = "FILE" };
        var command = new Command(
            "compare",
            "Compares size with quality: correlations, growth laws, Pareto fronts and the verdicts on six claims.\n\nExamples:\n  evalkit compare runs/fashion\n  evalkit compare results.csv --mapping results.yaml --format md") { sources, mapping, format, file };
        command.SetAction(async (parsed, cancellation) =>
        {
            var mapped = parsed.GetValue(mapping) is { } path ? MappingReader.Read(path) : null;
            var (runs, tables) = (new List<StoredModels>(), new List<ComparedModels>());
            foreach (var source in parsed.GetRequiredValue(sources))
            {
                if (Directory.Exists(source)) runs.Add(await ReadAsync(source, catalog, cancellation).ConfigureAwait(false));
                else tables.Add(PublishedModels.Read(source, mapped));
            }

            await WriteAsync([.. JoinedRuns.Compare(runs), .. tables.Select(SizeComparison.Of)], parsed.GetRequiredValue(format), parsed.GetValue(file), cancellation).ConfigureAwait(false);
            return ExitCodes.Done;
        });
        return command;
    }

    private static async Task<StoredModels> ReadAsync(string folder, PluginCatalog catalog, CancellationToken cancellation)
    {
        var bound = BoundPlan.Of(await PlanFile.ReadAsync(folder, cancellation).ConfigureAwait(false), catalog);
        return new(folder, bound.Plan, await RunReports.ReadAsync(bound, new RunStore(folder), catalog, cancellation).ConfigureAwait(false));
    }

    private static async Task WriteAsync(IReadOnlyList<SizeComparison> comparisons, string format, string? file, CancellationToken cancellation)
    {
        if (format == Table)
        {
            if (file is not null) throw new UserException($"--out {file}: the table goes to standard output; allowed with --format {string.Join(", ", Writers.Keys)}");
            CompareView.Write(comparisons);
        }
        else if (file is not null)
        {
            await AtomicFile.WriteAsync(Path.GetFullPath(file), (stream, token) => Writers[format](comparisons, stream, token).AsTask(), cancellation).ConfigureAwait(false);
        }
        else
        {
            await using var output = Console.OpenStandardOutput();
            await Writers[format](comparisons, output, cancellation).ConfigureAwait(false);
        }
    }
}
