using EvalKit.Core.Configuration;
using EvalKit.Core.Errors;
using EvalKit.Core.Images;
using EvalKit.Core.Models;
using EvalKit.Onnx.Graphs.Schema;
using EvalKit.Onnx.Inference;

namespace EvalKit.Onnx.Graphs;

/// <summary>Reads what a model's file says of it, and counts on the shapes of one traced run.</summary>
public static class OnnxInspector
{
    /// <summary>Inspects a model.</summary>
    /// <param name="path">The file.</param>
    /// <param name="input">What the configuration says of the input; it matters where the graph leaves the picture's size free.</param>
    /// <param name="stored">The shape of the data's pictures, likewise; null where not known.</param>
    /// <returns>
    /// The facts. Counts are for one sample: those of a fixed batch are divided by it. Operations inside loops and branches
    /// are in the histogram but not in the counts, which depend on the data there.
    /// </returns>
    /// <exception cref="UserException">The file is missing, damaged or no ONNX model, the runtime does not take it, or the size of its input must be said.</exception>
    public static ModelFacts Inspect(string path, InputConfig? input = null, ImageShape? stored = null)
    {
        var file = ModelFile.Read(path);
        var inputs = file.Inputs.ToDictionary(value => value.Name, value => Dimensions(file, value, input ?? new InputConfig(), stored), StringComparer.Ordinal);
        var trace = GraphTrace.Run(file, inputs);
        var batch = Batch(file.Model.Graph, inputs, trace);
        var nodes = ComputedNodes(file.Model.Graph, inputs.Keys).ToList();
        var macs = nodes.Select(node => (Name: OperatorName.Of(node), Macs: MacCount.Of(node, trace)))
            .Where(node => node.Macs > 0)
            .GroupBy(node => node.Name, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Sum(node => node.Macs) / batch, StringComparer.Ordinal);
        return new ModelFacts(
            path,
            ModelHash.Of(file),
            file.Bytes,
            file.Opset,
            $"{file.Model.ProducerName} {file.Model.ProducerVersion}".Trim(),
            [.. file.Inputs.Select(TensorFactsReader.Read)],
            [.. file.Model.Graph.Output.Select(TensorFactsReader.Read)],
            WeightCount.Of(file.Model),
            macs.Values.Sum(),
            macs,
            nodes.SelectMany(node => node.Output).Sum(name => Count(trace.ShapeOf(name))) / batch,
            GraphWalk.Nodes(file.Model.Graph).CountBy(OperatorName.Of, StringComparer.Ordinal).OrderBy(pair => pair.Key, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal),
            file.Model.MetadataProps.DistinctBy(entry => entry.Key).OrderBy(entry => entry.Key, StringComparer.Ordinal).ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal));
    }

    /// <summary>One sample: a free first axis is 1; the size of a picture comes from the resolved input; other free axes are 1.</summary>
    internal static long[] Dimensions(ModelFile file, ValueInfoProto value, InputConfig input, ImageShape? stored)
    {
        var declared = value.Type?.TensorType?.Shape?.Dim.Select(dimension => dimension.DimValue).ToArray() ?? [];
        var isOpenPicture = declared.Length == 4 && declared[1..].Any(size => size <= 0) && file.Inputs.Count() == 1;
        return isOpenPicture
            ? InputResolver.Resolve(file, input, stored).RequireDimensions()
            : [.. declared.Select(size => size <= 0 ? 1 : size)];
    }

    /// <summary>The nodes whose results depend on an input, in the graph's order (constant arithmetic is done once, not for each sample).</summary>
    private static IEnumerable<NodeProto> ComputedNodes(GraphProto graph, IEnumerable<string> inputs)
    {
        var computed = inputs.ToHashSet(StringComparer.Ordinal);
        foreach (var node in graph.Node.Where(node => node.Input.Any(computed.Contains)))
        {
            computed.UnionWith(node.Output.Where(name => name.Length > 0));
            yield return node;
        }
    }

    /// <summary>The samples in the traced run: the fixed first axis that the first input and all outputs share, else 1.</summary>
    private static long Batch(GraphProto graph, Dictionary<string, long[]> inputs, GraphTrace trace)
    {
        var first = inputs.Values.FirstOrDefault() is [var size, _, ..] ? size : 1;
        return graph.Output.All(output => trace.ShapeOf(output.Name) is [var count, ..] && count == first) ? first : 1;
    }

    private static long Count(long[]? shape) => shape is null ? 0 : shape.Aggregate(1L, (product, size) => product * size);
}
