using EvalKit.Core.Errors;
using EvalKit.Onnx.Differentiation;
using EvalKit.Onnx.Graphs.Schema;
using EvalKit.Onnx.Tests.Fixtures;
using static EvalKit.Onnx.Graphs.Schema.TensorProto.Types;

namespace EvalKit.Onnx.Tests.Differentiation;

public sealed class DifferentiationFactsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // Flatten and Gemm; the way back has a Gemm, a Reshape and the Identity that names the gradient.
    [Fact]
    public void A_small_model_is_told_with_its_nodes() =>
        Assert.Equal(new DifferentiationFacts("x", "y", null, false, 2, 3, 4 * (2 + 2)), DifferentiationFacts.Of(TinyModels.Linear().Save(_folder)));

    [Fact]
    public void Words_that_are_looked_up_nowhere_have_no_gradient()
    {
        var facts = DifferentiationFacts.Of(new ModelBuilder().Input("t", DataType.Int64, 2).Output("y", DataType.Int64, 2).Node("Identity", ["t"], "y").Save(_folder));
        Assert.Equal("there is not one input of numbers, but \"t\" int64 [2], and no table of words' vectors that it is looked up in; a tensor inside the graph can be differentiated by", facts.Refusal);
    }

    // y = Σ of (v + p) w over the words that the mask keeps; the table of v has more rows than that of p.
    [Fact]
    public void Words_have_a_gradient_by_their_vectors()
    {
        var builder = new ModelBuilder().Input("words", DataType.Int64, "N", "L").Input("mask", DataType.Int64, "N", "L").Output("y", DataType.Float, "N", 2)
            .Weight("table", [5, 3], 0.5f, -1f, 2f).Weight("places", [2, 3], 0f).Weight("w", [3, 2], 1f, 2f, -3f).Weight("last", [1], 2L).Weight("middle", [1], 1L)
            .Node("Cast", ["words"], "ids", ModelBuilder.Attribute("to", (long)DataType.Int32))
            .Node("Gather", ["places", "mask"], "p").Node("Gather", ["table", "ids"], "v").Node("Add", ["v", "p"], "e")
            .Node("Cast", ["mask"], "m", ModelBuilder.Attribute("to", (long)DataType.Float)).Node("Unsqueeze", ["m", "last"], "column")
            .Node("Mul", ["e", "column"], "kept").Node("MatMul", ["kept", "w"], "each").Node("ReduceSum", ["each", "middle"], "y", ModelBuilder.Attribute("keepdims", 0L));
        var path = builder.Save(_folder);
        var facts = DifferentiationFacts.Of(path);
        Assert.Equal(("v", "y", null), (facts.Wrt, facts.Output, facts.Refusal));
        Assert.Equal(0, GradientTrial.Of(path, facts).SlopeDifference, 1e-3);
    }

    [Fact]
    public void A_model_that_takes_a_sequence_too_has_none()
    {
        var builder = TinyModels.Linear();
        builder.Model.Graph.Input.Add(new ValueInfoProto { Name = "s", Type = new TypeProto { SequenceType = new TypeProto.Types.Sequence() } });
        Assert.Equal("the input \"s\" sequence of unknown [] is no tensor", DifferentiationFacts.Of(builder.Save(_folder)).Refusal);
    }

    [Fact]
    public void An_axis_that_only_the_runtime_takes_is_refused_with_its_node()
    {
        // The runtime cuts the axis to 32 bits, which makes it −1.
        var builder = new ModelBuilder().Input("x", DataType.Float, 2, 3).Output("y", DataType.Float, 2, 3).Node("LogSoftmax", ["x"], "y", ModelBuilder.Attribute("axis", (long)uint.MaxValue));
        Assert.Equal("operator LogSoftmax at node 'LogSoftmax-0': its attributes do not fit its tensors", DifferentiationFacts.Of(builder.Save(_folder)).Refusal);
    }

    [Fact]
    public void A_gradient_of_nothing_is_told_in_words()
    {
        var path = new ModelBuilder().Input("x", DataType.Float, 2).Output("y", DataType.Float, 0).Weight("none", [0], 0L).Node("Gather", ["x", "none"], "y").Save(_folder);
        Assert.Contains("model.onnx: the gradient cannot be tried: 'x' or 'y' has no numbers", Assert.Throws<UserException>(() => GradientTrial.Of(path, DifferentiationFacts.Of(path))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gradient_that_does_not_run_is_told_in_words()
    {
        // A size of 0 counts as free here, but the runtime insists on it.
        var path = new ModelBuilder().Input("x", DataType.Float, 0).Output("y", DataType.Float, "N").Node("Relu", ["x"], "y").Save(_folder);
        Assert.Contains("model.onnx: the model does not run on random numbers", Assert.Throws<UserException>(() => GradientTrial.Of(path, DifferentiationFacts.Of(path))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_linear_model_s_gradient_is_its_slope()
    {
        var path = TinyModels.Linear().Save(_folder);
        Assert.Equal(0, GradientTrial.Of(path, DifferentiationFacts.Of(path)).SlopeDifference, 1e-3);
    }
}
