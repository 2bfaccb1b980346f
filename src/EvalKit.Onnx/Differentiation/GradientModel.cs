using EvalKit.Core.Errors;
using EvalKit.Onnx.Differentiation.Backward;
using EvalKit.Onnx.Graphs;
using EvalKit.Onnx.Graphs.Schema;
using EvalKit.Onnx.Inference;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;

namespace EvalKit.Onnx.Differentiation;

/// <summary>
/// A model that also gives the gradient of an output by one of its inputs or intermediate tensors, for fixed shapes. The backward
/// part is written in plain ONNX operators and appended to the graph (reverse-mode differentiation; Griewank and Walther 2008),
/// so that the stock runtime runs it. All numbers are in single precision, whatever the file has.
/// </summary>
/// <remarks>
/// The seed, the gradient of what is asked by the output, is an input: one compiled model serves every class (a 1 at the class),
/// differences of classes (1 and −1), and losses (softmax less the label). Calls of several threads at once are allowed, each
/// with a <see cref="GradientCall"/> of its own.
/// </remarks>
public sealed class GradientModel : IDisposable
{
    private readonly InferenceSession _session;

    private GradientModel(InferenceSession session, IReadOnlyList<GradientTensor> inputs, GradientTensor wrt, GradientTensor output, DifferentiatedGraph graph)
    {
        (_session, Inputs, Wrt, Output) = (session, inputs, wrt, output);
        (SeedName, GradientName, ReferenceName) = (graph.Seed, graph.Gradient, graph.Reference);
        (ForwardNodes, BackwardNodes, ActivationBytes) = (graph.ForwardNodes, graph.BackwardNodes, graph.ActivationBytes);
    }

    /// <summary>The inputs that a call must fill.</summary>
    public IReadOnlyList<GradientTensor> Inputs { get; }

    /// <summary>The tensor to differentiate by; the gradient has its dimensions.</summary>
    public GradientTensor Wrt { get; }

    /// <summary>The tensor whose gradient is given; the seed has its dimensions.</summary>
    public GradientTensor Output { get; }

    /// <summary>The nodes of the simplified graph.</summary>
    public int ForwardNodes { get; }

    /// <summary>The nodes that were appended to it.</summary>
    public int BackwardNodes { get; }

    /// <summary>The bytes of all tensors that the simplified graph computes, which stay alive until the way back: what a call needs, about.</summary>
    public long ActivationBytes { get; }

    internal string SeedName { get; }

    internal string GradientName { get; }

    internal string? ReferenceName { get; }

    internal InferenceSession Session => _session;

    /// <summary>Compiles a model.</summary>
    /// <param name="path">The file.</param>
    /// <param name="wrt">The tensor to differentiate by: an input or any intermediate tensor; null for the only input of numbers.</param>
    /// <param name="output">The tensor whose gradient is given; null for the first output.</param>
    /// <param name="shapes">The dimensions of inputs that have free ones; a free dimension of an input that is not named is 1.</param>
    /// <param name="threads">The threads of one call, at least 1.</param>
    /// <exception cref="UserException">The file is no ONNX model that the runtime takes, or has no such tensor.</exception>
    /// <exception cref="NotDifferentiableException">The graph cannot be differentiated; the message names operator and node.</exception>
    public static GradientModel Compile(
        string path, string? wrt = null, string? output = null, IReadOnlyDictionary<string, IReadOnlyList<long>>? shapes = null, int threads = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        var file = ModelFile.Read(path);
        var inputs = file.Inputs.ToDictionary(
            input => input.Name,
            input => shapes?.GetValueOrDefault(input.Name) is { } said ? [.. said] : Declared(input),
            StringComparer.Ordinal);
        return Compile(file, inputs, wrt ?? OnlyNumbers(file), output ?? file.Model.Graph.Output[0].Name, threads);
    }

    /// <summary>Makes the memory of one call, for one thread at a time.</summary>
    public GradientCall CreateCall() => new(this);

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    internal static GradientModel Compile(
        ModelFile file, IReadOnlyDictionary<string, long[]> inputs, string wrt, string output, int threads, Propagation? propagation = null)
    {
        var graph = DifferentiatedGraph.Make(file, inputs, wrt, output, propagation);
        return new GradientModel(
            RuntimeSession.Open(file, graph.Model.ToByteArray(), threads),
            [.. graph.Model.Graph.Input.Where(input => input.Name != graph.Seed && input.Name != graph.Reference).Select(input => graph.Describe(input.Name))],
            graph.Describe(wrt),
            graph.Describe(output),
            graph);
    }

    private static long[] Declared(ValueInfoProto input) =>
        [.. (input.Type?.TensorType?.Shape?.Dim ?? []).Select(dimension => dimension.DimValue > 0 ? dimension.DimValue : 1)];

    /// <summary>The only input of numbers, or the only input if it may hold pictures; null where there is none such.</summary>
    internal static string? FindNumbers(ModelFile file)
    {
        var numbers = file.Inputs.Where(input => input.Type?.TensorType is { } type && ElementTypes.IsFloat(type.ElemType)).ToList();
        if (numbers.Count > 0) return numbers.Count == 1 ? numbers[0].Name : null;
        return file.Inputs.ToList() is [{ Type.TensorType.ElemType: TensorProto.Types.DataType.Uint8 or TensorProto.Types.DataType.Int8 } pixels] ? pixels.Name : null;
    }

    private static string OnlyNumbers(ModelFile file) => FindNumbers(file)
        ?? throw new UserException($"{file.Path}: say which tensor to differentiate by; the inputs are {string.Join(", ", file.Inputs.Select(TensorFactsReader.Describe))}");
}
