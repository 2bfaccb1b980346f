using System.Reflection;

namespace EvalKit.Cli.Tests;

/// <summary>Holds the references that the design allows: every library knows Core only, and Core stays free of native code.</summary>
public sealed class ArchitectureTests
{
    [Theory]
    [InlineData("EvalKit.Methods")]
    [InlineData("EvalKit.Onnx")]
    [InlineData("EvalKit.Data")]
    [InlineData("EvalKit.Reporting")]
    public void A_library_references_no_project_but_core(string name) =>
        Assert.All(ProjectReferences(name), reference => Assert.Equal("EvalKit.Core", reference));

    [Fact]
    public void Core_references_no_project() => Assert.Empty(ProjectReferences("EvalKit.Core"));

    [Theory]
    [InlineData("EvalKit.Core")]
    [InlineData("EvalKit.Methods")]
    [InlineData("EvalKit.Data")]
    [InlineData("EvalKit.Reporting")]
    public void Only_the_onnx_library_references_the_runtime(string name) =>
        Assert.DoesNotContain(References(name), reference => reference.Contains("OnnxRuntime", StringComparison.Ordinal));

    [Fact]
    public void Core_references_nothing_native() =>
        Assert.DoesNotContain(References("EvalKit.Core"), reference => reference.StartsWith("SkiaSharp", StringComparison.Ordinal));

    private static IEnumerable<string> ProjectReferences(string name) =>
        References(name).Where(reference => reference.StartsWith("EvalKit.", StringComparison.Ordinal));

    private static IEnumerable<string> References(string name) =>
        Assembly.Load(name).GetReferencedAssemblies().Select(reference => reference.Name!);
}
