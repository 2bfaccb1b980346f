using EvalKit.Core.Configuration;
using EvalKit.Core.Errors;
using EvalKit.Onnx.Graphs;
using EvalKit.Onnx.Graphs.Schema;
using EvalKit.Onnx.Inference;
using EvalKit.Onnx.Tests.Fixtures;
using static EvalKit.Onnx.Graphs.Schema.TensorProto.Types;

namespace EvalKit.Onnx.Tests.Graphs;

public sealed class FunctionInliningTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // Twice the function "a · b, then leaky": 2 × 2 by 2 each time.
    [Fact]
    public void Operators_inside_functions_are_counted_for_each_call()
    {
        var facts = OnnxInspector.Inspect(Model().Save(_folder));
        Assert.Equal((2 * 2 * 2, 4, 2 + 2 * 4), (facts.Macs, facts.Parameters, facts.Activations));
        Assert.Equal(["Flatten:1", "LeakyRelu:2", "MatMul:2"], facts.Operators.Select(pair => $"{pair.Key}:{pair.Value}"));
    }

    // x·w = (1, −1), leaky 0.5: (1, −0.5); again (1, −0.5)·w = (1.5, −1.5), leaky 0.25 by default: (1.5, −0.375).
    [Fact]
    public void The_inlined_graph_computes_what_the_runtime_computes()
    {
        var original = Model();
        var inlined = Model();
        FunctionInlining.Apply("inlined.onnx", inlined.Model);
        Assert.Equal([1.5f, -0.375f], Predict(original.Save(_folder, "original.onnx")));
        Assert.Equal([1.5f, -0.375f], Predict(inlined.Save(_folder, "inlined.onnx")));
    }

    [Fact]
    public void A_function_that_calls_itself_is_refused() =>
        Assert.Contains("the function 'local:f0' calls itself", Refusal(Calling(functions: 1, times: 1, isRound: true)), StringComparison.Ordinal);

    [Fact]
    public void Functions_that_grow_absurdly_are_refused() =>
        Assert.Contains("make more than 500000 nodes, the most that is read", Refusal(Calling(functions: 40, times: 2)), StringComparison.Ordinal);

    [Fact]
    public void Functions_that_nest_absurdly_are_refused() =>
        Assert.Contains("graphs are nested more than 30 deep, the most that is read", Refusal(Calling(functions: 40, times: 1, inBranch: true)), StringComparison.Ordinal);

    [Fact]
    public void A_function_defined_twice_is_refused()
    {
        var builder = Model();
        builder.Model.Functions.Add(builder.Model.Functions[0].Clone());
        Assert.Contains("the function 'local:Layer' is defined twice", Refusal(builder), StringComparison.Ordinal);
    }

    private string Refusal(ModelBuilder builder) => Assert.Throws<UserException>(() => ModelFile.Read(builder.Save(_folder))).Message;

    // Each function calls the next, some times over; the last of them Relu, or the first.
    private static ModelBuilder Calling(int functions, int times, bool inBranch = false, bool isRound = false)
    {
        var builder = TinyModels.Linear();
        builder.Model.OpsetImport.Add(new OperatorSetIdProto { Domain = "local", Version = 1 });
        builder.Node("f0", "local", ["x"], ["z"]);
        for (var i = 0; i < functions; i++)
        {
            var function = new FunctionProto { Name = $"f{i}", Domain = "local", Input = { "a" }, Output = { "c0" } };
            for (var call = 0; call < times; call++)
            {
                var isLast = i + 1 == functions;
                var node = isLast && !isRound
                    ? new NodeProto { OpType = "Relu", Input = { "a" }, Output = { $"c{call}" } }
                    : new NodeProto { OpType = $"f{(i + 1) % functions}", Domain = "local", Input = { "a" }, Output = { $"c{call}" } };
                function.Node.Add(inBranch ? Branch(node) : node);
            }

            builder.Model.Functions.Add(function);
        }

        return builder;
    }

    private static NodeProto Branch(NodeProto inner)
    {
        var graph = new GraphProto { Node = { inner.Clone() }, Output = { new ValueInfoProto { Name = inner.Output[0] } } };
        var attribute = new AttributeProto { Name = "then_branch", Type = AttributeProto.Types.AttributeType.Graph, G = graph };
        return new NodeProto { OpType = "If", Input = { "a" }, Output = { "c0" }, Attribute = { attribute } };
    }

    private static float[] Predict(string path)
    {
        using var model = OnnxModel.Open(path, new InputConfig(Scale: 1 / 255.0), new OutputConfig());
        var scores = new float[2];
        model.Predict([1f, 0f], scores, default);
        return scores;
    }

    private static ModelBuilder Model()
    {
        var builder = new ModelBuilder(domains: ("local", 1))
            .Input("x", DataType.Float, "N", 1, 1, 2).Output("y", DataType.Float, "N", 2)
            .Weight("w", [2, 2], 1f, -1f, -1f, 1f)
            .Node("Flatten", ["x"], "t")
            .Node("Layer", "local", ["t", "w"], ["h"], Slope("slope", 0.5f))
            .Node("Layer", "local", ["h", "w"], ["y"]);
        var function = new FunctionProto { Name = "Layer", Domain = "local" };
        function.Input.Add(["a", "b"]);
        function.Output.Add("c");
        function.AttributeProto.Add(Slope("slope", 0.25f));
        function.OpsetImport.Add(new OperatorSetIdProto { Version = 13 });
        var product = new NodeProto { OpType = "MatMul", Name = "m" };
        product.Input.Add(["a", "b"]);
        product.Output.Add("t");
        var leaky = new NodeProto { OpType = "LeakyRelu", Name = "l" };
        leaky.Input.Add("t");
        leaky.Output.Add("c");
        leaky.Attribute.Add(new AttributeProto { Name = "alpha", RefAttrName = "slope", Type = AttributeProto.Types.AttributeType.Float });
        function.Node.Add([product, leaky]);
        builder.Model.Functions.Add(function);
        return builder;
    }

    private static AttributeProto Slope(string name, float value) => new() { Name = name, F = value, Type = AttributeProto.Types.AttributeType.Float };
}
