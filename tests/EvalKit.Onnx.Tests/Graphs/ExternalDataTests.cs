using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using EvalKit.Core.Configuration;
using EvalKit.Core.Errors;
using EvalKit.Onnx.Graphs;
using EvalKit.Onnx.Graphs.Schema;
using EvalKit.Onnx.Inference;
using EvalKit.Onnx.Tests.Fixtures;

namespace EvalKit.Onnx.Tests.Graphs;

public sealed class ExternalDataTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Weights_in_a_file_of_their_own_run_and_count()
    {
        var path = Save("weights.bin", Weights());
        using var model = OnnxModel.Open(path, new InputConfig(Scale: 1 / 255.0), new OutputConfig());
        var scores = new float[2];
        model.Predict([0.5f, 0.25f], scores, default);
        Assert.Equal([0.75f, 2.25f], scores);
        Assert.Equal(6, OnnxInspector.Inspect(path).Parameters);
    }

    [Fact]
    public void Hash_and_size_cover_the_external_data()
    {
        var path = Save("weights.bin", Weights());
        var facts = OnnxInspector.Inspect(path);
        Assert.Equal(new FileInfo(path).Length + 16, facts.Bytes);
        var text = $"{Hash(File.ReadAllBytes(path))}\n{Hash(Weights())} weights.bin\n";
        Assert.Equal(Hash(Encoding.UTF8.GetBytes(text)), facts.Sha256);
    }

    [Fact]
    public void A_missing_file_is_reported_with_the_nearest_name()
    {
        var path = Save("wieghts.bin", Weights(), "weights.bin");
        Assert.EndsWith("model.onnx: its external data 'weights.bin' is missing; it must lie beside the model; is it 'wieghts.bin'?", Refusal(path), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_cut_short_is_reported() =>
        Assert.Contains("tensor 'w' ends at byte 16 of 'weights.bin', which has only 12: the file was cut short", Refusal(Save("weights.bin", Weights()[..12])), StringComparison.Ordinal);

    [Theory]
    [InlineData("../weights.bin")]
    [InlineData("deeper/../../weights.bin")]
    [InlineData("/etc/hostname")]
    public void Data_outside_the_folder_is_refused(string location) =>
        Assert.Contains($"has its data in '{location}', outside the model's folder; refused", Refusal(Save("weights.bin", Weights(), location)), StringComparison.Ordinal);

    [Fact]
    public void A_symbolic_link_is_refused()
    {
        var path = Save("weights.bin", Weights(), "link.bin");
        File.CreateSymbolicLink(_folder.File("link.bin"), _folder.File("weights.bin"));
        Assert.Contains("'link.bin', which is a symbolic link", Refusal(path), StringComparison.Ordinal);
    }

    private static byte[] Weights() => MemoryMarshal.AsBytes<float>([2f, 1f, -1f, 3f]).ToArray();

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private static string Refusal(string path) => Assert.Throws<UserException>(() => ModelFile.Read(path)).Message;

    private string Save(string file, byte[] content, string? location = null)
    {
        _folder.Write(file, content);
        var builder = TinyModels.Linear();
        var weight = builder.Model.Graph.Initializer.Single(tensor => tensor.Name == "w");
        weight.ClearRawData();
        weight.DataLocation = TensorProto.Types.DataLocation.External;
        weight.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = location ?? file });
        weight.ExternalData.Add(new StringStringEntryProto { Key = "offset", Value = "0" });
        weight.ExternalData.Add(new StringStringEntryProto { Key = "length", Value = "16" });
        return builder.Save(_folder);
    }
}
