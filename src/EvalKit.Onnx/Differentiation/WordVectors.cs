using EvalKit.Onnx.Graphs;
using EvalKit.Onnx.Graphs.Schema;
using static EvalKit.Onnx.Graphs.Schema.TensorProto.Types;

namespace EvalKit.Onnx.Differentiation;

/// <summary>
/// The vectors of words: what a graph looks up, row by row, in a stored table for an input of integers. Words have no slope, their
/// vectors have.
/// </summary>
internal static class WordVectors
{
    // Words of a text whose length the file leaves free.
    private const long Length = 8;

    /// <summary>The model from the vectors on: they are an input in the place of their words. One text, every size fixed.</summary>
    /// <param name="file">The model; it stays as it is.</param>
    /// <returns>
    /// The model and the vectors' name, [texts, words, width] as a rule; of several tables, those of the one with most rows. Null
    /// where no table is looked up.
    /// </returns>
    public static (ModelFile File, string Name)? Given(ModelFile file)
    {
        if (Lookups(file).OrderByDescending(lookup => lookup.Table.Dims[0]).FirstOrDefault() is not { Node: { } node, Table: { } table, Words: { } words }) return null;
        var model = file.Model.Clone();
        var graph = model.Graph;
        graph.Node.RemoveAt(file.Model.Graph.Node.IndexOf(node));
        foreach (var dimensions in graph.Input.Select(input => input.Type?.TensorType?.Shape?.Dim ?? []))
        {
            for (var i = 0; i < dimensions.Count; i++)
                if (dimensions[i].DimValue <= 0) dimensions[i] = Size(i == 0 ? 1 : Length);
        }

        var shape = graph.Input.Single(input => input.Name == words).Type.TensorType.Shape.Clone();
        shape.Dim.Add(Size(table.Dims[1]));
        graph.Input.Add(new ValueInfoProto
        {
            Name = node.Output[0],
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = table.DataType, Shape = shape } },
        });
        var read = GraphWalk.Nodes(graph).SelectMany(other => other.Input).ToHashSet(StringComparer.Ordinal);
        foreach (var input in graph.Input.Where(input => !read.Contains(input.Name)).ToList()) graph.Input.Remove(input);
        return (file with { Model = model }, node.Output[0]);
    }

    private static IEnumerable<(NodeProto Node, TensorProto Table, string Words)> Lookups(ModelFile file)
    {
        var tables = file.Model.Graph.Initializer
            .Where(tensor => tensor.Dims.Count == 2 && ElementTypes.IsFloat(tensor.DataType))
            .ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        var words = file.Inputs
            .Where(input => input.Type?.TensorType is { Shape: not null, ElemType: DataType.Int64 or DataType.Int32 })
            .ToDictionary(input => input.Name, input => input.Name, StringComparer.Ordinal);
        foreach (var node in file.Model.Graph.Node.Where(node => OperatorName.IsDefault(node.Domain)))
        {
            if (node is { OpType: "Cast" or "Identity", Input: [var from], Output: [var to] } && words.TryGetValue(from, out var copied)) words[to] = copied;
            if (node is { OpType: "Gather", Input: [var stored, var rows], Output.Count: 1 } && new NodeAttributes(node).Integer("axis", 0) is 0 or -2
                && tables.TryGetValue(stored, out var table) && words.TryGetValue(rows, out var looked)) yield return (node, table, looked);
        }
    }

    private static TensorShapeProto.Types.Dimension Size(long size) => new() { DimValue = size };
}
