using EvalKit.Core.Configuration;
using EvalKit.Core.Errors;
using EvalKit.Core.Images;
using EvalKit.Onnx.Graphs;

namespace EvalKit.Onnx.Differentiation;

/// <summary>Whether a model's first output can be differentiated by its input, and what that takes.</summary>
/// <param name="Wrt">The input, or of a model that takes words their vectors in the graph; empty where there is neither.</param>
/// <param name="Output">The output.</param>
/// <param name="Refusal">Null where it can; else why not, as one sentence that names operator and node.</param>
/// <param name="IsQuantized">Whether numbers are rounded to integers on the way: the gradient is straight-through, and the scores have no slope.</param>
/// <param name="ForwardNodes">The nodes of the simplified graph, 0 where refused.</param>
/// <param name="BackwardNodes">The nodes that are appended to it, likewise.</param>
/// <param name="ActivationBytes">The bytes of the tensors that stay alive until the way back, for one sample, likewise.</param>
public sealed record DifferentiationFacts(string Wrt, string Output, string? Refusal, bool IsQuantized, int ForwardNodes, int BackwardNodes, long ActivationBytes)
{
    /// <summary>Writes the backward part of a model, without running it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="input">What the configuration says of the input; it matters where the graph leaves the picture's size free.</param>
    /// <param name="stored">The shape of the data's pictures, likewise; null where not known.</param>
    /// <exception cref="UserException">The file is missing, damaged or no ONNX model, or the runtime does not take it.</exception>
    public static DifferentiationFacts Of(string path, InputConfig? input = null, ImageShape? stored = null)
    {
        var file = ModelFile.Read(path);
        var output = file.Model.Graph.Output[0].Name;
        if (GradientModel.FindNumbers(file) is not { } wrt)
        {
            if (WordVectors.Given(file) is not { } given)
            {
                var taken = string.Join(", ", file.Inputs.Select(TensorFactsReader.Describe));
                return new DifferentiationFacts("", output, $"there is not one input of numbers, but {taken}, and no table of words' vectors that it is looked up in; a tensor inside the graph can be differentiated by", false, 0, 0, 0);
            }

            (file, wrt) = given;
        }

        var dimensions = file.Inputs.ToDictionary(value => value.Name, value => OnnxInspector.Dimensions(file, value, input ?? new InputConfig(), stored), StringComparer.Ordinal);
        try
        {
            var graph = DifferentiatedGraph.Make(file, dimensions, wrt, output);
            return new DifferentiationFacts(wrt, output, null, graph.IsQuantized, graph.ForwardNodes, graph.BackwardNodes, graph.ActivationBytes);
        }
        catch (NotDifferentiableException refusal)
        {
            return new DifferentiationFacts(wrt, output, refusal.Message, false, 0, 0, 0);
        }
    }
}
