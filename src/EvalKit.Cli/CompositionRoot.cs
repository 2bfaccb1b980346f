using System.CommandLine;
using EvalKit.Cli.Commands;
using EvalKit.Cli.Runs;
using EvalKit.Core.Plugins;
using EvalKit.Data.Readers;
using EvalKit.Methods.Perturbations.Images;
using EvalKit.Reporting;

namespace EvalKit.Cli;

/// <summary>The one place that knows every library: it finds the methods and makes the commands.</summary>
internal static class CompositionRoot
{
    /// <summary>The command line as a user has it: what loads models does so in a process of its own.</summary>
    /// <param name="arguments">The command line, without the program.</param>
    public static RootCommand CreateProgram(IReadOnlyList<string> arguments)
    {
        var apart = arguments is [var name, ..] && ModelCommand.Names.Contains(name) ? new ApartCommand(arguments) : null;
        var root = CreateCommand();
        // A process that turns out not to be needed, such as for --help, ends with this one.
        if (apart is not null) root.Subcommands.OfType<ModelCommand>().Single(command => command.Name == arguments[0]).SetApart(apart);
        return root;
    }

    /// <summary>The whole command line, for this process.</summary>
    /// <param name="watch">Told of what models do; null where nobody watches.</param>
    public static RootCommand CreateCommand(ModelWatch? watch = null)
    {
        watch ??= ModelWatch.None();
        var catalog = CreateCatalog();
        return new RootCommand("Judges ONNX models by performance, robustness, interpretability and cost.\n\nBegin with:\n  evalkit init MODEL --data FOLDER > eval.yaml\n  evalkit run eval.yaml")
        {
            RunCommand.Create(catalog, TimeProvider.System),
            InitCommand.Create(),
            InspectCommand.Create(catalog, watch),
            PullCommand.Create(TimeProvider.System),
            MergeCommand.Create(catalog, TimeProvider.System),
            StatusCommand.Create(),
            SubmitCommand.Create(catalog, TimeProvider.System),
            ReportCommand.Create(catalog),
            GateCommand.Create(catalog),
            CompareCommand.Create(catalog),
            CleanCommand.Create(TimeProvider.System),
            ExplainCommand.Create(catalog, watch),
            PerturbCommand.Create(catalog),
            FourierCommand.Create(catalog, watch),
            ListCommand.Create(catalog),
            SchemaCommand.Create(catalog),
            WorkerCommand.Create(catalog),
        };
    }

    /// <summary>All methods of all libraries.</summary>
    public static PluginCatalog CreateCatalog() =>
        PluginCatalog.FromAssemblies(typeof(GaussianNoise).Assembly, typeof(IdxData).Assembly, typeof(MeasuredJson).Assembly);
}
