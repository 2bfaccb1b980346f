using EvalKit.Core.Errors;
using EvalKit.Core.Models;
using EvalKit.Onnx.Graphs;

namespace EvalKit.Onnx.Inference;

/// <summary>The tensor that holds the scores, as the graph declares it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Origin">Why it is this one.</param>
internal sealed record OutputTensor(string Name, string Origin)
{
    /// <summary>Finds the output with the scores: the named one, or the first that can hold one number a class.</summary>
    /// <exception cref="UserException">There is none.</exception>
    public static OutputTensor Choose(ModelFile file, string? name)
    {
        var outputs = file.Model.Graph.Output.Select(TensorFactsReader.Read).ToList();
        var fitting = outputs.Where(CanHoldScores).ToList();
        if (name is not null)
        {
            var named = outputs.Find(output => output.Name == name)
                ?? throw new UserException($"{file.Path}: output.name is '{name}', but the model's outputs are {string.Join(", ", outputs.Select(output => $"'{output.Name}'"))}");
            return CanHoldScores(named)
                ? new OutputTensor(name, "configuration")
                : throw new UserException($"{file.Path}: the output {TensorFactsReader.Describe(named)} holds no scores that EvalKit can read{Instead(fitting)}");
        }

        return fitting.Count switch
        {
            0 => throw new UserException($"{file.Path}: no output can hold one score a class: {string.Join(", ", outputs.Select(TensorFactsReader.Describe))}{Instead(fitting)}"),
            1 => new OutputTensor(fitting[0].Name, outputs.Count == 1 ? "the only output" : "the only output of numbers, one a class"),
            _ => new OutputTensor(fitting[0].Name, $"the first of {string.Join(", ", fitting.Select(output => $"'{output.Name}'"))}"),
        };
    }

    /// <summary>A float tensor with at most one axis, beside the batch, that is not 1.</summary>
    private static bool CanHoldScores(TensorFacts output) =>
        output.ElementType is "float32" or "float16" or "double"
        && output.Dimensions.Skip(output.Dimensions.Count == 1 ? 0 : 1).Count(dimension => dimension != "1") <= 1;

    private static string Instead(List<TensorFacts> fitting) => fitting.Count > 0
        ? $"; choose {string.Join(" or ", fitting.Select(output => $"'{output.Name}'"))}"
        : "; EvalKit reads a float tensor [batch, classes]. A model that ends in a ZipMap gives maps: export it without (skl2onnx: options={'zipmap': False}), then its probabilities are such a tensor";
}
