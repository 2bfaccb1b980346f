using EvalKit.Core.Configuration;
using EvalKit.Core.Execution;
using EvalKit.Core.Models;
using EvalKit.Onnx.Graphs;
using EvalKit.Onnx.Inference;
using EvalKit.Onnx.Tests.Fixtures;
using static EvalKit.Onnx.Graphs.Schema.TensorProto.Types;
using static EvalKit.Onnx.Tests.Fixtures.ModelBuilder;

namespace EvalKit.Onnx.Tests.Inference;

/// <summary>Models that answer otherwise when they are asked again, or in other company.</summary>
public sealed class BehaviourCheckTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Noise_on_the_scores() => Assert.Equal(
        new ModelBehaviour(false, 0), Check(Linear().Node("RandomNormalLike", ["linear"], "noise").Node("Add", ["linear", "noise"], "scores")));

    [Fact]
    public void Dropout_left_in_training_mode() => Assert.Equal(
        new ModelBehaviour(false, 0),
        Check(Linear().Weight("ratio", [], 0.5f).Weight("one", [], (byte)1)
            .Node("Cast", ["one"], "training", Attribute("to", (long)DataType.Bool))
            .Node("Dropout", ["linear", "ratio", "training"], "scores")));

    [Fact]
    public void Scores_that_are_drawn() => Assert.Equal(
        new ModelBehaviour(false, 0),
        Check(Linear().Node("Multinomial", ["linear"], "drawn", Attribute("sample_size", 3)).Node("Cast", ["drawn"], "scores", Attribute("to", (long)DataType.Float))));

    [Fact]
    public void Statistics_of_the_batch()
    {
        var behaviour = Check(Linear().Node("ReduceMean", ["linear"], "mean", Attribute("axes", new long[] { 0 })).Node("Sub", ["linear", "mean"], "scores"));
        Assert.True(behaviour!.IsRepeatable);
        Assert.InRange(behaviour.BatchDifference, 0.2, 1);
    }

    [Fact]
    public void A_little_of_the_batch_is_told_apart_from_rounding()
    {
        var behaviour = Check(Linear().Weight("little", [], 0.01f)
            .Node("ReduceMean", ["linear"], "mean", Attribute("axes", new long[] { 0 })).Node("Mul", ["mean", "little"], "some").Node("Sub", ["linear", "some"], "scores"));
        Assert.InRange(behaviour!.BatchDifference, ModelBehaviour.Rounding, ModelBehaviour.Misleading);
    }

    [Fact]
    public void What_is_finite_in_company_only_depends_on_it() => Assert.Equal(
        new ModelBehaviour(true, 1),
        Check(Linear().Node("ReduceMean", ["linear"], "mean", Attribute("axes", new long[] { 0 })).Node("Sub", ["linear", "mean"], "rest").Node("Div", ["linear", "rest"], "scores")));

    [Fact]
    public void Scores_that_are_never_finite_are_another_matter() =>
        Assert.Null(Check(Linear().Weight("zero", [], 0f).Node("Mul", ["linear", "zero"], "nothing").Node("Div", ["nothing", "nothing"], "scores")));

    [Theory]
    [InlineData("linear")]
    [InlineData("cnn-5-s0")]
    [InlineData("cnn-28-fp16")]
    [InlineData("cnn-28-int8")]
    public void A_model_that_is_well(string name)
    {
        var path = Repository.Path($"models/fashion/{name}.onnx");
        using var model = OnnxModel.Open(path, new InputConfig(), new OutputConfig());
        Assert.Null(BehaviourCheck.Of(model, OnnxInspector.Inspect(path).Operators.Keys, CancellationToken.None));
    }

    private static ModelBuilder Linear() => new ModelBuilder()
        .Input("pictures", DataType.Float, "n", 1, 2, 2)
        .Output("scores", DataType.Float, "n", 3)
        .Weight("weights", [4, 3], 1f, -2f, 3f, 0.5f)
        .Node("Flatten", ["pictures"], "flat")
        .Node("MatMul", ["flat", "weights"], "linear");

    private ModelBehaviour? Check(ModelBuilder builder)
    {
        var path = builder.Save(_folder);
        using var model = OnnxModel.Open(path, new InputConfig(Scale: 1 / 255.0), new OutputConfig());
        return BehaviourCheck.Of(model, OnnxInspector.Inspect(path).Operators.Keys, CancellationToken.None);
    }
}
