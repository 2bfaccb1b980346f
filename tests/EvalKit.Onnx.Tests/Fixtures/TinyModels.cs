using static EvalKit.Onnx.Graphs.Schema.TensorProto.Types;
using static EvalKit.Onnx.Tests.Fixtures.ModelBuilder;

namespace EvalKit.Onnx.Tests.Fixtures;

/// <summary>Models of a few numbers whose scores can be computed by hand.</summary>
internal static class TinyModels
{
    /// <summary>The model's input, flattened, as its scores: every number of the input can be seen.</summary>
    /// <param name="type">The input's and output's element type.</param>
    /// <param name="dimensions">The input's dimensions.</param>
    public static ModelBuilder Echo(DataType type, params object[] dimensions) => new ModelBuilder()
        .Input("x", type, dimensions)
        .Output("y", type, dimensions[0], "classes")
        .Node("Flatten", ["x"], "y");

    /// <summary>An echo of integers, given as single precision.</summary>
    public static ModelBuilder EchoOfIntegers(DataType type, params object[] dimensions) => new ModelBuilder()
        .Input("x", type, dimensions)
        .Output("y", DataType.Float, dimensions[0], "classes")
        .Node("Cast", ["x"], "float", Attribute("to", (long)DataType.Float))
        .Node("Flatten", ["float"], "y");

    /// <summary>Two scores of a grey 1 × 2 picture: (2a − b, a + 3b + 1).</summary>
    public static ModelBuilder Linear(int opset = 13) => new ModelBuilder(opset)
        .Input("x", DataType.Float, "N", 1, 1, 2)
        .Output("y", DataType.Float, "N", 2)
        .Weight("w", [2, 2], 2f, 1f, -1f, 3f)
        .Weight("b", [2], 0f, 1f)
        .Node("Flatten", ["x"], "flat")
        .Node("Gemm", ["flat", "w", "b"], "y");
}
