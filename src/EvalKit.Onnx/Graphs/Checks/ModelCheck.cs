using EvalKit.Core.Errors;
using EvalKit.Onnx.Graphs.Schema;

namespace EvalKit.Onnx.Graphs.Checks;

/// <summary>
/// Refuses what no honest exporter writes, before anything is computed or allocated for it: a model may come from a stranger.
/// What remains is checked by the runtime, in a process of its own.
/// </summary>
internal static class ModelCheck
{
    // Two and a half pictures of 4K in single precision, or 400 of ImageNet.
    private const long LargestInput = 1L << 28;

    /// <summary>The axes of a tensor at most, as in NumPy.</summary>
    private const int MostAxes = 64;

    /// <summary>Checks a model as it was read, and puts the nodes of its graphs into order.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="model">Its content.</param>
    /// <exception cref="UserException">It contradicts itself, or is absurdly large somewhere.</exception>
    public static void Apply(string path, ModelProto model)
    {
        new NameCheck(path).Check(model);
        CheckOperatorSets(path, model);
        var tensors = new TensorCheck(path);
        foreach (var sparse in GraphWalk.SparseTensors(model)) tensors.Check(sparse);
        foreach (var tensor in GraphWalk.Tensors(model)) tensors.Check(tensor);
        foreach (var value in GraphWalk.Graphs(model).SelectMany(graph => graph.Input.Concat(graph.Output).Concat(graph.ValueInfo))) CheckShape(path, value);
        foreach (var input in model.Graph.Input) CheckSize(path, input);
        var graphs = new GraphCheck(path);
        graphs.Check(model.Graph);
        foreach (var function in model.Functions) graphs.Check(function);
    }

    private static void CheckOperatorSets(string path, ModelProto model)
    {
        // Before version 3 of the format there was only one set.
        if (model.OpsetImport.Count == 0 && model.IrVersion >= 3)
            throw new UserException($"{path}: the file does not say the versions of its operators (opset_import), so that their meaning is not known");
        foreach (var import in model.OpsetImport.Where(import => import.Version is < 1 or > int.MaxValue))
            throw new UserException($"{path}: the file takes its operators of {Domain(import)} in version {import.Version}; versions count from 1");
        var twice = model.OpsetImport.GroupBy(import => OperatorName.IsDefault(import.Domain) ? "" : import.Domain, StringComparer.Ordinal)
            .FirstOrDefault(imports => imports.Select(import => import.Version).Distinct().Skip(1).Any());
        if (twice is not null)
            throw new UserException($"{path}: the file takes its operators of {Domain(twice.First())} in several versions ({string.Join(", ", twice.Select(import => import.Version))})");
    }

    private static string Domain(OperatorSetIdProto import) => OperatorName.IsDefault(import.Domain) ? "the default domain" : $"domain '{import.Domain}'";

    private static void CheckShape(string path, ValueInfoProto value)
    {
        if (ShapeOf(value) is not { } shape) return;
        if (shape.Dim.Count > MostAxes) throw new UserException($"{path}: the value '{value.Name}' has {shape.Dim.Count} axes; allowed: at most {MostAxes}");

        // Some exporters write −1 for a size that is free.
        if (shape.Dim.FirstOrDefault(dimension => dimension.DimValue < -1) is { } negative)
            throw new UserException($"{path}: the value '{value.Name}' has a dimension of {negative.DimValue}; allowed: sizes, or a name for one that is free");
    }

    private static void CheckSize(string path, ValueInfoProto input)
    {
        if (ShapeOf(input) is not { } shape) return;
        var bytes = TensorSize.Count(shape.Dim.Select(dimension => Math.Max(1, dimension.DimValue))) is { } count ? (Int128)count * (TensorSize.Bits(ElementTypeOf(input)) ?? 64) / 8 : (Int128?)null;
        if (bytes is null || bytes > LargestInput)
            throw new UserException($"{path}: the input {TensorFactsReader.Describe(input)} would take more than {LargestInput} bytes, the most that is read");
    }

    private static TensorProto.Types.DataType ElementTypeOf(ValueInfoProto value) => (value.Type.TensorType ?? value.Type.SparseTensorType).ElemType;

    private static TensorShapeProto? ShapeOf(ValueInfoProto value) => (value.Type?.TensorType ?? value.Type?.SparseTensorType)?.Shape;
}
