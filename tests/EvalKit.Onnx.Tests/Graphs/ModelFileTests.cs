using EvalKit.Core.Errors;
using EvalKit.Onnx.Graphs;
using EvalKit.Onnx.Tests.Fixtures;
using Google.Protobuf;

namespace EvalKit.Onnx.Tests.Graphs;

public sealed class ModelFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_missing_file_is_reported_with_the_nearest_name()
    {
        TinyModels.Linear().Save(_folder, "linear.onnx");
        Assert.EndsWith("linaer.onnx: no such model; did you mean 'linear.onnx'?", Refusal(_folder.File("linaer.onnx")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_folder_and_a_folder_in_place_of_a_file_are_reported()
    {
        Assert.Contains("no such model: there is no folder", Refusal(_folder.File("none/linear.onnx")), StringComparison.Ordinal);
        Assert.Contains("this is a folder", Refusal(_folder.Path), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<!DOCTYPE html><html>404</html>", "not an ONNX file: it is a web page or XML")]
    [InlineData("\n  <html>", "not an ONNX file: it is a web page or XML")]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 3\n", "a Git LFS pointer; fetch the model itself with 'git lfs pull'")]
    [InlineData("{\"error\": \"not found\"}", "it is JSON")]
    [InlineData("PK\u0003\u0004rest", "a zip archive")]
    [InlineData("1234TFL3rest", "a TensorFlow Lite model")]
    [InlineData("1234ORTMrest", "ONNX Runtime's own format (.ort)")]
    [InlineData("plain text, nothing else", "does not read as ONNX")]
    public void What_is_no_model_is_named(string content, string expected) =>
        Assert.Contains(expected, Refusal(_folder.Write("model.onnx", System.Text.Encoding.UTF8.GetBytes(content))), StringComparison.Ordinal);

    [Theory]
    [InlineData(new byte[] { 0x1f, 0x8b, 8, 0 }, "compressed by gzip")]
    [InlineData(new byte[] { 0x80, 2, 0x8a, 10 }, "a Python pickle")]
    [InlineData(new byte[] { 0x89, (byte)'H', (byte)'D', (byte)'F' }, "HDF5")]
    public void Other_formats_are_named(byte[] content, string expected) =>
        Assert.Contains(expected, Refusal(_folder.Write("model.onnx", content)), StringComparison.Ordinal);

    [Fact]
    public void An_empty_file_is_reported() =>
        Assert.EndsWith("model.onnx: the file is empty (or a pipe or device, which is not read)", Refusal(_folder.Write("model.onnx", [])), StringComparison.Ordinal);

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.9)]
    public void A_file_cut_short_is_reported(double share)
    {
        var whole = TinyModels.Linear().Model.ToByteArray();
        var path = _folder.Write("model.onnx", whole.AsSpan(0, (int)(whole.Length * share)));
        Assert.Contains("was cut short or damaged", Refusal(path), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_without_a_graph_is_reported()
    {
        var builder = TinyModels.Linear();
        builder.Model.Graph = null;
        Assert.Contains("the file has no graph", Refusal(builder.Save(_folder)), StringComparison.Ordinal);
    }

    [Fact]
    public void Initialisers_listed_as_inputs_need_not_be_given()
    {
        var builder = TinyModels.Linear().Input("w", EvalKit.Onnx.Graphs.Schema.TensorProto.Types.DataType.Float, 2, 2);
        Assert.Equal(["x"], ModelFile.Read(builder.Save(_folder)).Inputs.Select(input => input.Name));
    }

    [Fact]
    public void Fields_that_the_schema_does_not_know_survive_writing()
    {
        // Field 5 of the model is its version, 6 its documentation, which EvalKit does not read.
        byte[] original = [.. TinyModels.Linear().Model.ToByteArray(), 0x28, 7, 0x32, 2, (byte)'o', (byte)'k'];
        Assert.Equal(original.Order(), ModelFile.Read(_folder.Write("model.onnx", original)).Model.ToByteArray().Order());
    }

    private static string Refusal(string path)
    {
        var message = Assert.Throws<UserException>(() => ModelFile.Read(path)).Message;
        Assert.StartsWith(path, message, StringComparison.Ordinal);
        return message;
    }
}
