using System.Globalization;
using EvalKit.Onnx.Graphs;
using EvalKit.Onnx.Graphs.Schema;
using Google.Protobuf;
using static EvalKit.Onnx.Graphs.Schema.TensorProto.Types;

namespace EvalKit.Benchmarks.Differentiation;

/// <summary>A case of ONNX's backend test data: a model and its inputs.</summary>
/// <param name="Name">Its folder.</param>
/// <param name="File">The model.</param>
/// <param name="Inputs">By the input's name its data; null where it is no tensor.</param>
internal sealed record BackendCase(string Name, ModelFile File, IReadOnlyDictionary<string, TensorProto?> Inputs)
{
    /// <summary>The operators of the graph, without doubles.</summary>
    public IEnumerable<string> Operators => File.Model.Graph.Node.Select(OperatorName.Of).Distinct(StringComparer.Ordinal);

    /// <summary>Reads a case.</summary>
    /// <param name="folder">Holds <c>model.onnx</c> and <c>test_data_set_0</c>.</param>
    public static BackendCase Read(string folder)
    {
        var file = ModelFile.Read(Path.Combine(folder, "model.onnx"));
        var inputs = new Dictionary<string, TensorProto?>(StringComparer.Ordinal);
        foreach (var (input, index) in file.Inputs.Select((input, index) => (input, index)))
        {
            var path = Path.Combine(folder, "test_data_set_0", string.Create(CultureInfo.InvariantCulture, $"input_{index}.pb"));
            inputs[input.Name] = input.Type?.TensorType is not null && System.IO.File.Exists(path) ? TensorProto.Parser.ParseFrom(System.IO.File.ReadAllBytes(path)) : null;
        }

        return new BackendCase(Path.GetFileName(folder), file, inputs);
    }

    /// <summary>The inputs of floats.</summary>
    public IEnumerable<string> FloatInputs => Inputs.Where(input => input.Value is { } data && IsNumber(data.DataType)).Select(input => input.Key);

    /// <summary>The outputs of floats.</summary>
    public IEnumerable<string> FloatOutputs =>
        File.Model.Graph.Output.Where(output => output.Type?.TensorType is { } type && IsNumber(type.ElemType)).Select(output => output.Name);

    /// <summary>
    /// Writes the model with every other input stored in it: shapes, axes and scales are usually stored in a model, and one
    /// traced on zeros could not run without them.
    /// </summary>
    /// <param name="wrt">The only input left.</param>
    /// <param name="path">The file to write.</param>
    public void Write(string wrt, string path)
    {
        var model = File.Model.Clone();
        foreach (var input in model.Graph.Input.Where(input => input.Name != wrt && Inputs.ContainsKey(input.Name)).ToList())
        {
            var stored = Inputs[input.Name]!.Clone();
            stored.Name = input.Name;
            model.Graph.Input.Remove(input);
            model.Graph.Initializer.Add(stored);
        }

        System.IO.File.WriteAllBytes(path, model.ToByteArray());
    }

    private static bool IsNumber(DataType type) => type is DataType.Float or DataType.Double or DataType.Float16 or DataType.Bfloat16;
}
