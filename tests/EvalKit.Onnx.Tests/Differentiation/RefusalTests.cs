using EvalKit.Core.Errors;
using EvalKit.Onnx.Differentiation;
using EvalKit.Onnx.Tests.Fixtures;
using static EvalKit.Onnx.Tests.Differentiation.GradientCase;

namespace EvalKit.Onnx.Tests.Differentiation;

/// <summary>What a graph that cannot be differentiated is answered.</summary>
public sealed class RefusalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_operator_without_rule_is_named_with_its_node_and_what_still_works()
    {
        var refusal = Refused(Graph(1, 2, 3, 3).Weight("g", [1, 3, 3, 2], Wave).Node("GridSample", ["x", "g"], "sampled").Node("Relu", ["sampled"], "y"));
        Assert.Equal(("GridSample", "GridSample-0"), (refusal.Operator, refusal.Node));
        Assert.Equal("operator GridSample at node 'GridSample-0': it has no rule for its gradient. Methods that only run the model still work, and gradients by tensors behind it, from 'sampled' on", refusal.Message);
    }

    [Fact]
    public void An_operator_without_rule_beside_the_way_does_not_matter()
    {
        using var model = GradientModel.Compile(Graph(1, 2, 3, 3).Weight("g", [1, 3, 3, 2], Wave).Weight("w", [1, 2, 3, 3], Wave)
            .Node("GridSample", ["w", "g"], "sampled").Node("Mul", ["x", "sampled"], "y").Save(_folder));
        Assert.Equal(18, model.Wrt.Count);
    }

    [Fact]
    public void Behind_the_operator_gradients_can_be_had()
    {
        using var model = GradientModel.Compile(Graph(1, 2, 3, 3).Weight("g", [1, 3, 3, 2], Wave)
            .Node("GridSample", ["x", "g"], "sampled").Node("Mul", ["sampled", "sampled"], "y").Save(_folder), wrt: "sampled");
        using var call = model.CreateCall();
        call.Input<float>("x").Fill(2);
        call.Seed.Fill(1);
        call.Run();
        Assert.Equal(call.Wrt.ToArray().Select(value => 2 * value), call.Gradient.ToArray());
    }

    [Fact]
    public void An_output_that_changes_in_steps_has_no_derivative() => Assert.Equal(
        "the output 'y' has no derivative by 'x': it is 0 everywhere at Floor at node 'Floor-0'. Methods that only run the model still work",
        Refused(Graph(2, 3).Node("Floor", ["x"], "f").Node("Relu", ["f"], "y")).Message);

    [Fact]
    public void An_output_that_does_not_depend_on_the_input_has_no_derivative() => Assert.Equal(
        "the output 'y' has no derivative by 'x': nothing leads from one to the other. Methods that only run the model still work",
        Refused(Graph(2, 3).Weight("w", [2], Wave).Node("Exp", ["x"], "unused").Node("Exp", ["w"], "y")).Message);

    [Fact]
    public void Weights_that_depend_on_the_input_are_refused() => Assert.Contains(
        "operator Conv at node 'Conv-0': the weight tensor depends on the tensor to differentiate by",
        Refused(Graph(1, 1, 3, 3).Node("Conv", ["x", "x"], "y")).Message, StringComparison.Ordinal);

    [Fact]
    public void Graphs_of_very_old_versions_are_refused() => Assert.Contains(
        "the graph is of opset 6; from 7 on", Refused(GraphOf(6, 2, 3).Node("Exp", ["x"], "y")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_tensor_that_the_graph_does_not_have_is_named()
    {
        var path = Graph(2, 3).Node("Exp", ["x"], "hidden").Node("Exp", ["hidden"], "y").Save(_folder);
        Assert.Contains("the graph has no tensor 'hiden'; did you mean 'hidden'?", Assert.Throws<UserException>(() => GradientModel.Compile(path, wrt: "hiden")).Message, StringComparison.Ordinal);
    }

    private NotDifferentiableException Refused(ModelBuilder model) =>
        Assert.Throws<NotDifferentiableException>(() => GradientModel.Compile(model.Save(_folder)));
}
