using EvalKit.Onnx.Graphs;
using EvalKit.Onnx.Tests.Fixtures;

namespace EvalKit.Onnx.Tests.Graphs;

/// <summary>What is counted in the bundled models is what a person counts by hand.</summary>
public sealed class BundledModelFactsTests
{
    public static TheoryData<string> Names => [.. Repository.Models.Select(model => model.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Counts_hash_and_size_are_those_of_the_manifest(string name)
    {
        var expected = Repository.Models.Single(model => model.Name == name);
        var facts = OnnxInspector.Inspect(expected.FullPath);
        Assert.Equal((expected.Sha256, expected.Bytes, expected.Opset), (facts.Sha256, facts.Bytes, facts.Opset));
        Assert.Equal(expected.Parameters, facts.Parameters);
        Assert.Equal(expected.Macs, facts.Macs);
    }
}
