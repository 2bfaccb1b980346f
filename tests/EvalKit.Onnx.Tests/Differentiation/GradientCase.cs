using EvalKit.Onnx.Tests.Fixtures;
using static EvalKit.Onnx.Graphs.Schema.TensorProto.Types;

namespace EvalKit.Onnx.Tests.Differentiation;

/// <summary>A graph from "x" to "y" whose gradient is compared with finite differences.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Model">The graph.</param>
/// <param name="Low">The lower end of the values of x.</param>
/// <param name="High">The upper end.</param>
internal sealed record GradientCase(string Name, ModelBuilder Model, float Low = -2, float High = 2)
{
    public override string ToString() => Name;

    /// <summary>A graph with an input, and no declared shape of its output.</summary>
    public static ModelBuilder GraphOf(int opset, params object[] dimensions)
    {
        var builder = new ModelBuilder(opset, irVersion: 10, ("com.microsoft", 1)).Input("x", DataType.Float, dimensions).Output("y", DataType.Float);
        builder.Model.Graph.Output[0].Type = null;
        return builder;
    }

    public static ModelBuilder Graph(params object[] dimensions) => GraphOf(21, dimensions);

    /// <summary>Numbers from −1 to 1 that repeat after a prime number of steps.</summary>
    public static float[] Wave { get; } = [.. Enumerable.Range(0, 97).Select(i => (float)Math.Round(Math.Sin(1.7 * i + 0.3), 3))];
}
