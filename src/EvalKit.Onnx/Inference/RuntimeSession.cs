using System.Text.RegularExpressions;
using EvalKit.Core.Errors;
using EvalKit.Onnx.Graphs;
using Microsoft.ML.OnnxRuntime;

namespace EvalKit.Onnx.Inference;

/// <summary>Opens sessions of ONNX Runtime in the one way that EvalKit does, and says in its words why one does not open.</summary>
internal static partial class RuntimeSession
{
    /// <summary>Opens a model's file for inference, every optimisation on.</summary>
    /// <param name="file">The model.</param>
    /// <param name="threads">The threads of one call, at least 1.</param>
    /// <exception cref="UserException">The runtime does not take the model.</exception>
    public static InferenceSession Open(ModelFile file, int threads)
    {
        using var options = Options(threads, GraphOptimizationLevel.ORT_ENABLE_ALL);
        return Guard(file, () => new InferenceSession(file.Path, options));
    }

    /// <summary>Opens a changed graph for tracing, every optimisation off; external data is read from the file's folder.</summary>
    /// <exception cref="UserException">The runtime does not take the model.</exception>
    public static InferenceSession OpenForTrace(ModelFile file, byte[] model)
    {
        using var options = Options(1, GraphOptimizationLevel.ORT_DISABLE_ALL);
        options.AddSessionConfigEntry("session.model_external_initializers_file_folder_path", file.Folder);
        return Guard(file, () => new InferenceSession(model, options));
    }

    /// <summary>Opens a made graph for inference, every optimisation on; external data is read from the file's folder.</summary>
    /// <exception cref="UserException">The runtime does not take it.</exception>
    public static InferenceSession Open(ModelFile file, byte[] model, int threads)
    {
        using var options = Options(threads, GraphOptimizationLevel.ORT_ENABLE_ALL);
        options.AddSessionConfigEntry("session.model_external_initializers_file_folder_path", file.Folder);
        return Guard(file, () => new InferenceSession(model, options));
    }

    /// <summary>
    /// Writes a graph as the runtime's basic optimisations leave it: constant arithmetic is folded, and only standard
    /// operators are in it.
    /// </summary>
    /// <param name="file">The model.</param>
    /// <param name="model">The graph; external data is read from the file's folder.</param>
    /// <param name="destination">The file to write.</param>
    /// <exception cref="UserException">The runtime does not take the model.</exception>
    public static void Simplify(ModelFile file, byte[] model, string destination)
    {
        using var options = Options(1, GraphOptimizationLevel.ORT_ENABLE_BASIC);
        options.AddSessionConfigEntry("session.model_external_initializers_file_folder_path", file.Folder);
        options.OptimizedModelFilePath = destination;
        Guard(file, () => new InferenceSession(model, options)).Dispose();
    }

    private static SessionOptions Options(int threads, GraphOptimizationLevel level)
    {
        var options = new SessionOptions
        {
            GraphOptimizationLevel = level,
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };

        // Threads that spin while they wait take the processor from the other workers.
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        options.AddSessionConfigEntry("session.inter_op.allow_spinning", "0");
        try
        {
            CustomOperators.AddTo(options);
            return options;
        }
        catch
        {
            options.Dispose();
            throw;
        }
    }

    private static InferenceSession Guard(ModelFile file, Func<InferenceSession> open)
    {
        try
        {
            return open();
        }
        catch (OnnxRuntimeException error)
        {
            throw new UserException(Explain(file, error.Message), error);
        }
    }

    private static string Explain(ModelFile file, string message)
    {
        var match = MissingKernel().Match(message) is { Success: true } kernel ? kernel
            : MissingDomain().Match(message) is { Success: true } domainless ? domainless
            : MissingOperator().Match(message);
        var nodes = GraphWalk.Nodes(file.Model.Graph).Where(node => node.OpType == match.Groups["operator"].Value);
        if (!match.Success || nodes.FirstOrDefault() is not { } node)
            return $"{file.Path}: ONNX Runtime {OnnxRuntimeVersion.Current} does not take the model: {message}";
        var domain = OperatorName.IsDefault(node.Domain) ? "the default domain" : $"domain '{node.Domain}'";
        var version = file.Model.OpsetImport.FirstOrDefault(set => set.Domain == node.Domain || (OperatorName.IsDefault(set.Domain) && OperatorName.IsDefault(node.Domain)))?.Version;
        var opset = version is null ? "not imported by the file" : $"opset {version}";
        return $"{file.Path}: ONNX Runtime {OnnxRuntimeVersion.Current} lacks the operator {node.OpType} of {domain} ({opset}), used by node '{node.Name}' ({message}){(OperatorName.IsDefault(node.Domain) ? "" : CustomOperators.Libraries.Count == 0 ? "; a library that has it is loaded where --custom-ops names one" : "; the libraries that --custom-ops names lack it")}";
    }

    [GeneratedRegex(@"Could not find an implementation for (?<operator>\w+)\(")]
    private static partial Regex MissingKernel();

    [GeneratedRegex(@"In Node, \("".*?"", (?<operator>\w+), .*No opset import for domain")]
    private static partial Regex MissingDomain();

    [GeneratedRegex(@"(?:No Op registered for |No opset import for domain|: )?\b(?:(?<domain>[\w.]+):)?(?<operator>\w+)(?:\(-?\d+\) is not a registered function/op| with domain_version)")]
    private static partial Regex MissingOperator();
}
