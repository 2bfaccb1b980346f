using System.CommandLine;
using EvalKit.Cli.Commands;
using EvalKit.Core.Plugins;
using EvalKit.Data.Readers;
using EvalKit.Methods.Perturbations.Images;
using EvalKit.Reporting;

namespace EvalKit.Cli;

/// <summary>The one place that knows every library: it finds the methods and makes the commands.</summary>
internal static class CompositionRoot
{
    /// <summary>The whole command line.</summary>
    public static RootCommand CreateCommand()
    {
        var catalog = CreateCatalog();
        return new RootCommand("Judges ONNX models by performance, robustness, interpretability and cost.\n\nBegin with:\n  evalkit init MODEL --data FOLDER > eval.yaml\n  evalkit run eval.yaml")
        {
            RunCommand.Create(catalog, TimeProvider.System),
            InitCommand.Create(),
            InspectCommand.Create(),
            PullCommand.Create(TimeProvider.System),
            MergeCommand.Create(catalog, TimeProvider.System),
            StatusCommand.Create(),
            SubmitCommand.Create(catalog, TimeProvider.System),
            ReportCommand.Create(catalog),
            GateCommand.Create(catalog),
            CompareCommand.Create(catalog),
            CleanCommand.Create(TimeProvider.System),
            ExplainCommand.Create(catalog),
            PerturbCommand.Create(catalog),
            FourierCommand.Create(catalog),
            ListCommand.Create(catalog),
            SchemaCommand.Create(catalog),
            WorkerCommand.Create(catalog),
        };
    }

    /// <summary>All methods of all libraries.</summary>
    public static PluginCatalog CreateCatalog() =>
        PluginCatalog.FromAssemblies(typeof(GaussianNoise).Assembly, typeof(IdxData).Assembly, typeof(MeasuredJson).Assembly);
}
