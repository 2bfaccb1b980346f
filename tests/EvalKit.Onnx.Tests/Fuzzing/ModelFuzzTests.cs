using System.Globalization;
using EvalKit.Benchmarks.Fuzzing;
using EvalKit.Core.Errors;
using EvalKit.Core.Randomness;
using EvalKit.Onnx.Graphs;
using EvalKit.Onnx.Graphs.Schema;
using EvalKit.Onnx.Tests.Fixtures;
using Google.Protobuf;

namespace EvalKit.Onnx.Tests.Fuzzing;

/// <summary>The short version of <c>EvalKit.Benchmarks fuzz onnx</c>: changed models are read or refused, never more.</summary>
public sealed class ModelFuzzTests : IDisposable
{
    private static readonly string[] Models = ["linear", "cnn-2-s0", "mlp"];

    private readonly HostileFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Changed_models_are_read_or_refused_in_words()
    {
        List<byte[]> seeds = [TinyModels.Linear().Model.ToByteArray(), .. Models.Select(name => File.ReadAllBytes(Repository.Path($"models/fashion/{name}.onnx")))];
        var (read, refused) = (0, 0);
        for (var index = 0; index < 600; index++)
        {
            var random = new RandomStream(RandomStream.KeyOf(1, "fuzz-onnx", 0, index.ToString(CultureInfo.InvariantCulture)));
            var source = seeds[random.NextInt(seeds.Count)];
            var model = ModelProto.Parser.ParseFrom(source);
            ModelMutation.Apply(model, ModelProto.Parser.ParseFrom(seeds[0]), ref random);
            var path = _folder.At("model.onnx");
            File.WriteAllBytes(path, index % 4 == 0 ? ByteMutation.Apply(source, seeds[0], ref random) : model.ToByteArray());
            try
            {
                var file = ModelFile.Read(path);
                Assert.All(file.ExternalFiles, external => Assert.Contains(external, new[] { _folder.At("weights.bin"), _folder.At("deeper/weights.bin") }));
                read++;
            }
            catch (UserException refusal)
            {
                Assert.Null(Judgement.Fault(refusal, path));
                refused++;
            }
        }

        // Were all refused at the door, or none changed, nothing was tried.
        Assert.True(read > 100 && refused > 100, $"{read} read, {refused} refused");
    }
}
