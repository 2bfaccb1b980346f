using System.Xml.Linq;

namespace EvalKit.Cli.Tests.Packaging;

/// <summary>The libraries' packages: each describes itself and brings its licences.</summary>
[Collection(nameof(Packages))]
public sealed class LibraryPackageTests(Packages packages)
{
    [Theory]
    [InlineData("EvalKit.Core", "")]
    [InlineData("EvalKit.Methods", "")]
    [InlineData("EvalKit.Onnx", "licences/Microsoft.ML.OnnxRuntime/")]
    [InlineData("EvalKit.Data", "licences/SkiaSharp.NativeAssets.")]
    [InlineData("EvalKit.Reporting", "")]
    public void It_brings_its_licences(string name, string natives)
    {
        var package = packages.Library(name);
        var entries = package.Entries();
        Assert.All(
            [$"lib/net10.0/{name}.dll", $"lib/net10.0/{name}.xml", "README.md", "LICENSE", "THIRD-PARTY-NOTICES.md"],
            expected => Assert.Contains(expected, entries));
        Assert.Contains(entries, entry => entry.StartsWith(natives, StringComparison.Ordinal) && entry.EndsWith("Notices.txt", StringComparison.OrdinalIgnoreCase));

        var metadata = XDocument.Parse(package.Text(name + ".nuspec")).Root!.Elements().Single();
        Assert.Equal("MIT", Value(metadata, "license"));
        Assert.Equal("README.md", Value(metadata, "readme"));
        Assert.Contains("EvalKit", Value(metadata, "description"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_font_brings_its_licence() => Assert.Contains("licences/DejaVu/LICENSE", packages.Library("EvalKit.Data").Entries());

    private static string Value(XElement metadata, string name) => metadata.Elements().Single(element => element.Name.LocalName == name).Value;
}
