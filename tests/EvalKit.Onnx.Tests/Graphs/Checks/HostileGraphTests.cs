using EvalKit.Core.Errors;
using EvalKit.Onnx.Graphs;
using EvalKit.Onnx.Graphs.Schema;
using EvalKit.Onnx.Tests.Fixtures;
using static EvalKit.Onnx.Graphs.Schema.TensorProto.Types;

namespace EvalKit.Onnx.Tests.Graphs.Checks;

/// <summary>Graphs that no exporter writes: each is refused with file, place and what was found.</summary>
public sealed class HostileGraphTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_cycle_is_refused() => Refuses(
        "the graph has a cycle: node 'Add-2' (Add) takes from node 'Relu-3' (Relu) takes from node 'Add-2' (Add)",
        model => model.Node("Add", ["x", "b2"], "a2").Node("Relu", ["a2"], "b2"));

    [Fact]
    public void A_node_that_takes_what_it_gives_is_refused() => Refuses(
        "the graph has a cycle: node 'Relu-2' (Relu) takes from node 'Relu-2' (Relu)", model => model.Node("Relu", ["loop"], "loop"));

    [Fact]
    public void A_cycle_through_a_branch_is_refused() => Refuses(
        "the graph has a cycle", model => model.Node("If", ["x"], "z", Branch("then_branch", "z"), Branch("else_branch", "x")));

    [Fact]
    public void An_input_that_nothing_makes_is_refused() => Refuses(
        "node 'Add-2' (Add) takes 'nowhere', which nothing makes", model => model.Node("Add", ["x", "nowhere"], "z"));

    [Fact]
    public void A_branch_whose_input_nothing_makes_is_refused() => Refuses(
        "takes 'nowhere', which nothing makes", model => model.Node("If", ["x"], "z", Branch("then_branch", "nowhere"), Branch("else_branch", "x")));

    [Fact]
    public void An_output_that_nothing_makes_is_refused() => Refuses(
        "the graph's output takes 'nowhere', which nothing makes", model => model.Output("nowhere", DataType.Float));

    [Fact]
    public void Two_makers_of_one_value_are_refused() => Refuses(
        "the name 'y' is given twice, the second time by node 'Relu-2' (Relu)", model => model.Node("Relu", ["x"], "y"));

    [Fact]
    public void Two_stored_tensors_of_one_name_are_refused() => Refuses(
        "the name 'w' is given twice, the second time by a stored tensor", model => model.Weight("w", [1], 1f));

    [Fact]
    public void Two_inputs_of_one_name_are_refused() => Refuses(
        "the name 'x' is given twice, the second time by the graph's input", model => model.Input("x", DataType.Float, 1));

    [Fact]
    public void A_node_that_makes_a_stored_tensor_is_refused() => Refuses(
        "the name 'w' is given twice, the second time by node", model => model.Node("Relu", ["x"], "w"));

    [Fact]
    public void A_graph_without_output_is_refused() => Refuses("the graph has no output", model => model.Model.Graph.Output.Clear());

    [Fact]
    public void A_node_without_output_is_refused() => Refuses("node '' (Relu) gives nothing", model => model.Model.Graph.Node.Add(new NodeProto { OpType = "Relu" }));

    [Fact]
    public void Nodes_in_any_order_are_read_in_the_right_one()
    {
        var builder = TinyModels.Linear();
        var nodes = builder.Model.Graph.Node;
        (nodes[0], nodes[1]) = (nodes[1], nodes[0]);
        Assert.Equal(["Flatten", "Gemm"], ModelFile.Read(builder.Save(_folder)).Model.Graph.Node.Select(node => node.OpType));
        Assert.Equal(4, OnnxInspector.Inspect(_folder.File("model.onnx")).Macs);
    }

    [Fact]
    public void A_file_without_operator_versions_is_refused() => Refuses(
        "does not say the versions of its operators (opset_import)", model => model.Model.OpsetImport.Clear());

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    [InlineData(long.MaxValue)]
    public void An_absurd_operator_version_is_refused(long version) => Refuses(
        $"takes its operators of the default domain in version {version}", model => model.Model.OpsetImport[0].Version = version);

    [Fact]
    public void Two_versions_of_one_domain_are_refused() => Refuses(
        "takes its operators of the default domain in several versions (13, 11)",
        model => model.Model.OpsetImport.Add(new OperatorSetIdProto { Domain = "ai.onnx", Version = 11 }));

    [Fact]
    public void An_unknown_domain_is_named_by_its_node()
    {
        var builder = TinyModels.Linear().Node("Magic", "com.stranger", ["x"], ["z"]).Output("z", DataType.Float);
        var message = Assert.Throws<UserException>(() => OnnxInspector.Inspect(builder.Save(_folder))).Message;
        Assert.Contains("model.onnx: ONNX Runtime", message, StringComparison.Ordinal);
        Assert.Contains("lacks the operator Magic of domain 'com.stranger' (not imported by the file)", message, StringComparison.Ordinal);
        Assert.Contains("used by node 'Magic-2'", message, StringComparison.Ordinal);
        Assert.EndsWith("; a library that has it is loaded where --custom-ops names one", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_huge_text_is_refused() => Refuses(
        "the text of the attribute 'comment' has 16777217 characters; allowed: at most 16777216",
        model => model.Model.Graph.Node[0].Attribute.Add(ModelBuilder.Attribute("comment", new string('x', (16 << 20) + 1))));

    [Fact]
    public void A_huge_name_is_refused() => Refuses("has 5000 characters; allowed: at most 4096", model => model.Node("Relu", ["x"], new string('x', 5000)));

    [Fact]
    public void A_name_that_would_command_the_terminal_is_refused_and_not_shown_as_it_is() => Refuses(
        "the node's name 'a?[2Jb' has control characters", model => model.Model.Graph.Node[0].Name = "a\u001b[2Jb");

    [Fact]
    public void Deep_nesting_is_refused()
    {
        var builder = TinyModels.Linear();
        var graph = builder.Model.Graph;
        for (var depth = 0; depth < 40; depth++)
        {
            var node = new NodeProto { OpType = "If", Input = { "x" }, Output = { $"out{depth}" } };
            node.Attribute.Add(new AttributeProto { Name = "then_branch", Type = AttributeProto.Types.AttributeType.Graph, G = new GraphProto() });
            graph.Node.Add(node);
            graph = node.Attribute[0].G;
        }

        Assert.Contains("nests graphs, types or texts deeper than any reader of ONNX follows", Refusal(builder), StringComparison.Ordinal);
    }

    [Fact]
    public void Absurdly_many_parts_are_refused_before_they_are_parsed()
    {
        // Field 7 of a model is its graph, field 1 of that a node: twelve megabytes of nodes without anything in them.
        const int Length = 12_000_000;
        var file = new byte[5 + Length];
        byte[] start = [0x3a, (Length & 0x7f) | 0x80, ((Length >> 7) & 0x7f) | 0x80, ((Length >> 14) & 0x7f) | 0x80, Length >> 21];
        start.CopyTo(file, 0);
        for (var i = 5; i < file.Length; i += 2) file[i] = 0x0a;
        var before = GC.GetAllocatedBytesForCurrentThread();
        var message = Assert.Throws<UserException>(() => ModelFile.Read(_folder.Write("many.onnx", file))).Message;
        Assert.Contains("has more than 5000000 parts (nodes, attributes, tensors, …), the most that is read", message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }

    [Fact]
    public void An_input_of_absurd_size_is_refused()
    {
        Assert.Contains("would take more than 268435456 bytes", Refusal(TinyModels.Echo(DataType.Float, "N", 3, 100_000, 100_000)), StringComparison.Ordinal);
        Assert.Contains("would take more than 268435456 bytes", Refusal(TinyModels.Echo(DataType.Float, int.MaxValue, int.MaxValue, int.MaxValue, 4)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_negative_dimension_is_refused() =>
        Assert.Contains("the value 'x' has a dimension of -7", Refusal(TinyModels.Echo(DataType.Float, 1, 3, -7, 4)), StringComparison.Ordinal);

    [Fact]
    public void A_shape_of_absurdly_many_axes_is_refused() =>
        Assert.Contains("the value 'x' has 1000 axes; allowed: at most 64", Refusal(TinyModels.Echo(DataType.Float, [.. Enumerable.Repeat<object>(1, 1000)])), StringComparison.Ordinal);

    private static AttributeProto Branch(string name, string output)
    {
        var graph = new GraphProto { Name = name, Node = { new NodeProto { OpType = "Identity", Input = { output }, Output = { $"{name}-out" } } } };
        graph.Output.Add(new ValueInfoProto { Name = $"{name}-out" });
        return new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Graph, G = graph };
    }

    private void Refuses(string expected, Action<ModelBuilder> change)
    {
        var builder = TinyModels.Linear();
        change(builder);
        Assert.Contains(expected, Refusal(builder), StringComparison.Ordinal);
    }

    private string Refusal(ModelBuilder builder)
    {
        var path = builder.Save(_folder);
        var message = Assert.Throws<UserException>(() => ModelFile.Read(path)).Message;
        Assert.StartsWith(path, message, StringComparison.Ordinal);
        return message;
    }
}
