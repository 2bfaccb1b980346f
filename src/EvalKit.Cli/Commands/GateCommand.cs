using System.CommandLine;
using System.Globalization;
using EvalKit.Cli.Runs;
using EvalKit.Cli.Terminal;
using EvalKit.Core.Configuration;
using EvalKit.Core.Errors;
using EvalKit.Core.Gates;
using EvalKit.Core.Gates.References;
using EvalKit.Core.Planning;
using EvalKit.Core.Plugins;
using EvalKit.Core.Reports;
using EvalKit.Core.Store;

namespace EvalKit.Cli.Commands;

/// <summary><c>evalkit gate</c>: judges a stored run; runs no model.</summary>
internal static class GateCommand
{
    private const string Table = "table";

    private sealed record Request(string Run, string? Gates, string? Reference, string? SaveReference, string Format, string? Out);

    public static Command Create(PluginCatalog catalog)
    {
        var run = new Argument<string>("RUN") { Description = "A run's folder." };
        var gates = new Option<string?>("--gates") { Description = "A file with gates to judge instead of the run's own.", HelpName = "FILE" };
        var reference = new Option<string?>("--reference") { Description = "The run or reference file to compare with instead of the run's own.", HelpName = "RUN|FILE" };
        var save = new Option<string?>("--save-reference") { Description = "Judges nothing, and saves what later runs are compared with.", HelpName = "FILE" };
        var format = new Option<string>("--format") { Description = "What is printed.", DefaultValueFactory = _ => Table };
        format.AcceptOnlyFromAmong([Table, .. catalog.Kinds<IGateReportWriter>()]);
        var file = new Option<string?>("--out") { Description = "The file; by default standard output.", HelpName = "FILE" };
        var command = new Command(
            "gate",
            "Judges the gates of a stored run: exit code 0 when all pass, 2 when one fails, 3 when one is inconclusive.\n\nExamples:\n  evalkit gate runs/fashion --save-reference reference.json\n  evalkit gate runs/fashion --gates gates.yaml --reference reference.json")
        {
            run, gates, reference, save, format, file,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            new(parsed.GetRequiredValue(run), parsed.GetValue(gates), parsed.GetValue(reference), parsed.GetValue(save), parsed.GetRequiredValue(format), parsed.GetValue(file)), catalog, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(Request request, PluginCatalog catalog, CancellationToken cancellation)
    {
        if (request is { Format: Table, Out: not null }) throw new UserException("--out needs a --format other than table");
        var plan = await PlanFile.ReadAsync(request.Run, cancellation).ConfigureAwait(false);
        var file = request.Gates is { } gates ? ConfigReader.ReadGates(gates, catalog) : null;
        if (file is not null) plan = plan with { Gates = file.Gates };
        var bound = BoundPlan.Of(plan, catalog);
        if (request.SaveReference is { } path) return await SaveAsync(bound, request.Run, path, catalog, cancellation).ConfigureAwait(false);

        if (plan.Gates.Count == 0)
            throw new UserException($"{request.Run}: the run has no gates; give a file of them with --gates, or write them under 'gates' in its configuration and run it again (finished units are kept)");
        var named = request.Reference ?? (file?.Reference is { } beside ? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(request.Gates!))!, beside) : null);
        var reference = named is null
            ? await References.KeptAsync(plan, request.Run, cancellation).ConfigureAwait(false)
            : (await References.ReadAsync(named, plan.Gates, catalog, cancellation).ConfigureAwait(false)).FitTo(plan, named);
        var report = await RunReports.GatesAsync(bound, new RunStore(request.Run), catalog, reference, cancellation).ConfigureAwait(false);
        if (request.Format != Table) await RunReports.PrintAsync(report, request.Format, request.Out, catalog, cancellation).ConfigureAwait(false);
        if (request.Format == Table || request.Out is not null) Console.Out.Write(GateView.Render(report.Gates));
        return ExitCodes.Of(report);
    }

    private static async Task<int> SaveAsync(BoundPlan bound, string run, string path, PluginCatalog catalog, CancellationToken cancellation)
    {
        var reference = await RunReports.ReferenceAsync(bound, new RunStore(run), catalog, GateScope.Kept(bound.Plan.Gates), cancellation).ConfigureAwait(false);
        var bytes = ReferenceFile.Serialize(reference);
        await AtomicFile.WriteAsync(Path.GetFullPath(path), (stream, token) => stream.WriteAsync(bytes, token).AsTask(), cancellation).ConfigureAwait(false);
        var ids = reference.Models.SelectMany(model => model.Figures).Where(figure => figure.Value.Samples is not null).Select(figure => figure.Key).Distinct().Order(StringComparer.Ordinal);
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{path}: {reference.Models.Count} models, {string.Join(", ", ids)}, {bytes.Length / 1e3:N0} kB"));
        return ExitCodes.Done;
    }
}
