using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using EvalKit.Core.Configuration;
using EvalKit.Core.Errors;
using EvalKit.Onnx.Graphs;
using EvalKit.Onnx.Graphs.Schema;
using EvalKit.Onnx.Inference;
using EvalKit.Onnx.Tests.Fixtures;
using Google.Protobuf;

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
    [InlineData("/dev/zero")]
    [InlineData("*/_ORT_MEM_ADDR_/*")]
    [InlineData("deeper\\..\\..\\weights.bin")]
    public void Data_outside_the_folder_is_refused(string location) =>
        Assert.Contains($"has its data in '{location}', outside the model's folder; refused", Refusal(Save("weights.bin", Weights(), location)), StringComparison.Ordinal);

    [Fact]
    public void A_symbolic_link_is_refused()
    {
        var path = Save("weights.bin", Weights(), "link.bin");
        File.CreateSymbolicLink(_folder.File("link.bin"), _folder.File("weights.bin"));
        Assert.Contains("'link.bin', which is a symbolic link", Refusal(path), StringComparison.Ordinal);
    }

    [Fact]
    public void A_symbolic_link_on_the_way_is_refused()
    {
        var path = Save("weights.bin", Weights(), "link/weights.bin");
        Directory.CreateSymbolicLink(_folder.File("link"), _folder.Path);
        Assert.Contains("'link/weights.bin', which is a symbolic link", Refusal(path), StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_that_leads_nowhere_is_refused()
    {
        var path = Save("weights.bin", Weights(), "link.bin");
        File.CreateSymbolicLink(_folder.File("link.bin"), "/nowhere");
        Assert.Contains("'link.bin', which is a symbolic link", Refusal(path), StringComparison.Ordinal);
    }

    [Fact]
    public void A_pipe_is_refused_at_once()
    {
        using var made = System.Diagnostics.Process.Start("mkfifo", [_folder.File("pipe")]);
        made.WaitForExit();
        Assert.Contains("ends at byte 16 of 'pipe', which has only 0: the file was cut short (or is a pipe or device, which is not read)", Refusal(Save("weights.bin", Weights(), "pipe")), StringComparison.Ordinal);
        Assert.EndsWith("pipe: the file is empty (or a pipe or device, which is not read)", Refusal(_folder.File("pipe")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_is_refused()
    {
        Directory.CreateDirectory(_folder.File("deeper"));
        Assert.Contains("has its data in 'deeper', which is a folder", Refusal(Save("weights.bin", Weights(), "deeper")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("offset", "-4", "whose offset is '-4'; allowed: a whole number from 0")]
    [InlineData("length", "-16", "whose length is '-16'")]
    [InlineData("length", "0x10", "whose length is '0x10'")]
    [InlineData("length", "12", "has 12 bytes of external data, but its type and dimensions need 16")]
    [InlineData("length", "9223372036854775807", "has 9223372036854775807 bytes of external data")]
    [InlineData("offset", "9223372036854775807", "ends at byte 9223372036854775823 of 'weights.bin', which has only 16")]
    [InlineData("offset", "99999999999999999999", "whose offset is '99999999999999999999'")]
    [InlineData("location", "weights.bin\0.txt", "which is no name of a file")]
    public void Absurd_places_are_refused(string key, string value, string expected)
    {
        var path = Save("weights.bin", Weights(), change: tensor => tensor.ExternalData.Single(entry => entry.Key == key).Value = value);
        Assert.Contains(expected, Refusal(path), StringComparison.Ordinal);
    }

    [Fact]
    public void A_place_said_twice_is_refused() => Assert.Contains(
        "says the location of its external data twice",
        Refusal(Save("weights.bin", Weights(), change: tensor => tensor.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = "../canary" }))),
        StringComparison.Ordinal);

    [Fact]
    public void Data_without_a_length_must_fill_the_tensor() => Assert.Contains(
        "ends at byte 20 of 'weights.bin', which has only 16",
        Refusal(Save("weights.bin", Weights(), change: tensor =>
        {
            tensor.ExternalData.Remove(tensor.ExternalData.Single(entry => entry.Key == "length"));
            tensor.ExternalData.Single(entry => entry.Key == "offset").Value = "4";
        })),
        StringComparison.Ordinal);

    [Fact]
    public void The_runtime_itself_refuses_data_outside_the_folder()
    {
        // Between the check and the runtime's reading a file may be exchanged; then this second lock holds.
        var outside = Directory.CreateDirectory(_folder.File("outside")).FullName;
        File.WriteAllBytes(Path.Combine(outside, "weights.bin"), Weights());
        var inside = Directory.CreateDirectory(_folder.File("inside")).FullName;
        File.WriteAllBytes(Path.Combine(inside, "weights.bin"), Weights());
        var path = Path.Combine(inside, "model.onnx");
        File.Copy(Save("unused.bin", Weights(), "weights.bin"), path);
        var file = ModelFile.Read(path);
        File.Delete(Path.Combine(inside, "weights.bin"));
        File.CreateSymbolicLink(Path.Combine(inside, "weights.bin"), Path.Combine(outside, "weights.bin"));
        Assert.Contains("does not take the model", Assert.Throws<UserException>(() => RuntimeSession.Open(file, 1)).Message, StringComparison.Ordinal);
        Assert.Contains("does not take the model", Assert.Throws<UserException>(() => RuntimeSession.OpenForTrace(file, file.Model.ToByteArray())).Message, StringComparison.Ordinal);
    }

    private static byte[] Weights() => MemoryMarshal.AsBytes<float>([2f, 1f, -1f, 3f]).ToArray();

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private static string Refusal(string path) => Assert.Throws<UserException>(() => ModelFile.Read(path)).Message;

    private string Save(string file, byte[] content, string? location = null, Action<TensorProto>? change = null)
    {
        _folder.Write(file, content);
        var builder = TinyModels.Linear();
        var weight = builder.Model.Graph.Initializer.Single(tensor => tensor.Name == "w");
        weight.ClearRawData();
        weight.DataLocation = TensorProto.Types.DataLocation.External;
        weight.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = location ?? file });
        weight.ExternalData.Add(new StringStringEntryProto { Key = "offset", Value = "0" });
        weight.ExternalData.Add(new StringStringEntryProto { Key = "length", Value = "16" });
        change?.Invoke(weight);
        return builder.Save(_folder);
    }
}
