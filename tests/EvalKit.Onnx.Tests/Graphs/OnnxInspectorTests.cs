using EvalKit.Core.Configuration;
using EvalKit.Core.Errors;
using EvalKit.Core.Images;
using EvalKit.Core.Models;
using EvalKit.Onnx.Graphs;
using EvalKit.Onnx.Tests.Fixtures;
using static EvalKit.Onnx.Graphs.Schema.TensorProto.Types;
using static EvalKit.Onnx.Tests.Fixtures.ModelBuilder;

namespace EvalKit.Onnx.Tests.Graphs;

public sealed class OnnxInspectorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Inputs_outputs_operators_and_metadata_are_those_of_the_file()
    {
        var facts = OnnxInspector.Inspect(TinyModels.Linear().Metadata("b", "2").Metadata("a", "1").Save(_folder));
        Assert.Equal(("tests 1", 13), (facts.Producer, facts.Opset));
        Assert.Equivalent(new TensorFacts("x", "float32", ["N", "1", "1", "2"]), Assert.Single(facts.Inputs), strict: true);
        Assert.Equivalent(new TensorFacts("y", "float32", ["N", "2"]), Assert.Single(facts.Outputs), strict: true);
        Assert.Equal(["Flatten:1", "Gemm:1"], facts.Operators.Select(pair => $"{pair.Key}:{pair.Value}"));
        Assert.Equal(["a:1", "b:2"], facts.Metadata.Select(pair => $"{pair.Key}:{pair.Value}"));
    }

    // Flatten gives 2 numbers, Gemm 2.
    [Fact]
    public void Activations_are_all_tensors_that_nodes_compute_from_the_input() =>
        Assert.Equal(4, OnnxInspector.Inspect(TinyModels.Linear().Save(_folder)).Activations);

    [Fact]
    public void Counts_of_a_fixed_batch_are_for_one_sample()
    {
        var builder = new ModelBuilder().Input("x", DataType.Float, 5, 4).Output("y", DataType.Float, 5, 3)
            .Weight("w", [4, 3], 1f).Node("MatMul", ["x", "w"], "y");
        var facts = OnnxInspector.Inspect(builder.Save(_folder));
        Assert.Equal((12, 3, 12), (facts.Macs, facts.Activations, facts.Parameters));
    }

    [Fact]
    public void A_free_picture_size_is_that_of_the_data_or_of_the_configuration()
    {
        var path = FullyConvolutional().Save(_folder);
        Assert.Equal(2 * 3 * 8 * 6, OnnxInspector.Inspect(path, stored: new ImageShape(3, 8, 6)).Macs);
        Assert.Equal(2 * 3 * 4 * 4, OnnxInspector.Inspect(path, new InputConfig(Shape: [3, 4, 4])).Macs);
    }

    [Fact]
    public void A_free_picture_size_that_nothing_tells_is_asked_for()
    {
        var error = Assert.Throws<UserException>(() => OnnxInspector.Inspect(FullyConvolutional().Save(_folder)));
        Assert.Contains("input.shape: the graph leaves the picture's size free", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Models_of_other_things_than_pictures_are_counted_too()
    {
        var builder = new ModelBuilder().Input("tokens", DataType.Int64, "N", "length").Output("y", DataType.Float, "N", "length", 8)
            .Weight("embedding", [100, 16], 1f).Weight("w", [16, 8], 1f)
            .Node("Gather", ["embedding", "tokens"], "e").Node("MatMul", ["e", "w"], "y");
        var facts = OnnxInspector.Inspect(builder.Save(_folder));
        Assert.Equal((128, 1728), (facts.Macs, facts.Parameters));
    }

    [Fact]
    public void Outputs_that_are_no_tensors_are_described()
    {
        var builder = new ModelBuilder(domains: ("ai.onnx.ml", 3)).Input("x", DataType.Float, "N", 2)
            .Weight("w", [2, 2], 1f)
            .Node("MatMul", ["x", "w"], "p")
            .Node("ZipMap", "ai.onnx.ml", ["p"], ["maps"], Attribute("classlabels_int64s", 0L, 1L));
        builder.Model.Graph.Output.Add(new EvalKit.Onnx.Graphs.Schema.ValueInfoProto
        {
            Name = "maps",
            Type = new() { SequenceType = new() { ElemType = new() { MapType = new() { KeyType = DataType.Int64, ValueType = new() { TensorType = new() { ElemType = DataType.Float } } } } } },
        });
        var facts = OnnxInspector.Inspect(builder.Save(_folder));
        Assert.Equal(("sequence of map from int64 to float32", 4, 4), (facts.Outputs[0].ElementType, facts.Macs, facts.Parameters));
    }

    [Fact]
    public void Operators_of_other_domains_carry_the_domain()
    {
        var builder = new ModelBuilder(domains: ("com.microsoft", 1)).Input("x", DataType.Float, "N", 4).Output("y", DataType.Float, "N", 4)
            .Node("Gelu", "com.microsoft", ["x"], ["y"]);
        Assert.Equal(["com.microsoft:Gelu"], OnnxInspector.Inspect(builder.Save(_folder)).Operators.Keys);
    }

    private static ModelBuilder FullyConvolutional() => new ModelBuilder()
        .Input("x", DataType.Float, "N", 3, "height", "width").Output("y", DataType.Float, "N", 2, 1, 1)
        .Weight("w", [2, 3, 1, 1], 1f)
        .Node("Conv", ["x", "w"], "c").Node("GlobalAveragePool", ["c"], "y");
}
