using EvalKit.Onnx.Tests.Fixtures;
using static EvalKit.Onnx.Graphs.Schema.TensorProto.Types;
using static EvalKit.Onnx.Tests.Fixtures.ModelBuilder;

namespace EvalKit.Cli.Tests.Runs;

/// <summary>Linear classifiers of 28×28 pictures, each of which gives numbers that look like an answer and are none.</summary>
internal static class LyingModels
{
    /// <summary>0 / 0 on pictures that are dark on the whole.</summary>
    public static ModelBuilder NanOnDark() => Start()
        .Weight("threshold", [], 0.2f)
        .Node("ReduceMean", ["flat"], "mean", Attribute("axes", new long[] { 1 }))
        .Node("Greater", ["mean", "threshold"], "bright")
        .Node("Cast", ["bright"], "share", Attribute("to", (long)DataType.Float))
        .Node("Div", ["share", "share"], "quotient")
        .Node("Mul", ["linear", "quotient"], "scores");

    /// <summary>The same score for every class.</summary>
    public static ModelBuilder AllEqual() => Start().Weight("zero", [], 0f).Node("Mul", ["linear", "zero"], "scores");

    /// <summary>One class for every picture.</summary>
    public static ModelBuilder Constant() => Start().Weight("bias", [10], 0f, 0, 0, 1e6f, 0, 0, 0, 0, 0, 0).Node("Add", ["linear", "bias"], "scores");

    /// <summary>Dropout in training mode.</summary>
    public static ModelBuilder Drawn() => Start()
        .Weight("ratio", [], 0.5f)
        .Weight("one", [], (byte)1)
        .Node("Cast", ["one"], "training", Attribute("to", (long)DataType.Bool))
        .Node("Dropout", ["linear", "ratio", "training"], "scores");

    /// <summary>Normalised by the statistics of the batch.</summary>
    public static ModelBuilder Batched() => Start()
        .Node("ReduceMean", ["linear"], "mean", Attribute("axes", new long[] { 0 }))
        .Node("Sub", ["linear", "mean"], "scores");

    private static ModelBuilder Start() => new ModelBuilder()
        .Input("pictures", DataType.Float, "n", 1, 28, 28)
        .Output("scores", DataType.Float, "n", 10)
        .Weight("weights", [28 * 28, 10], 0.1f, -0.2f, 0.3f)
        .Node("Flatten", ["pictures"], "flat")
        .Node("MatMul", ["flat", "weights"], "linear");
}
