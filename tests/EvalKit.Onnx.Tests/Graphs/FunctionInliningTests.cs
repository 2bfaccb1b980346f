using EvalKit.Core.Configuration;
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
        FunctionInlining.Apply(inlined.Model);
        Assert.Equal([1.5f, -0.375f], Predict(original.Save(_folder, "original.onnx")));
        Assert.Equal([1.5f, -0.375f], Predict(inlined.Save(_folder, "inlined.onnx")));
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
