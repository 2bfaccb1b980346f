using EvalKit.Onnx.Graphs;
using EvalKit.Onnx.Graphs.Schema;
using static EvalKit.Onnx.Graphs.Schema.TensorProto.Types;

namespace EvalKit.Onnx.Differentiation.Preparation;

/// <summary>
/// Brings all floating-point numbers of a model to single precision: gradients in half precision would vanish or overflow,
/// and the runtime lacks many operators in double.
/// </summary>
internal static class SinglePrecision
{
    /// <summary>Changes a model in place.</summary>
    /// <exception cref="NotDifferentiableException">Numbers of another precision lie in another file.</exception>
    public static void Apply(ModelProto model)
    {
        foreach (var tensor in GraphWalk.Tensors(model).Where(tensor => IsOther(tensor.DataType)).ToList()) Convert(tensor);
        foreach (var attribute in GraphWalk.Nodes(model.Graph).SelectMany(node => node.Attribute))
        {
            if (attribute.Name is "to" or "dtype" && IsOther((DataType)attribute.I)) attribute.I = (long)DataType.Float;
        }

        foreach (var type in model.Graph.Input.Concat(model.Graph.Output).Select(value => value.Type?.TensorType))
        {
            if (type is not null && IsOther(type.ElemType)) type.ElemType = DataType.Float;
        }
    }

    private static bool IsOther(DataType type) => type is DataType.Float16 or DataType.Bfloat16 or DataType.Double;

    private static void Convert(TensorProto tensor)
    {
        var numbers = TensorContent.Numbers(tensor)
            ?? throw new NotDifferentiableException("", "", $"the tensor '{tensor.Name}' of {ElementTypes.NameOf(tensor.DataType)} lies in another file, and is not brought to float32. Methods that only run the model still work");
        tensor.MergeFrom(TensorContent.Of(tensor.Name, [], Array.ConvertAll(numbers, number => (float)number)));
        tensor.Int32Data.Clear();
        tensor.DoubleData.Clear();
    }
}
