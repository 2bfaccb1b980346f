using EvalKit.Core.Configuration;
using EvalKit.Core.Models;
using EvalKit.Onnx.Inference;
using EvalKit.Onnx.Tests.Fixtures;

namespace EvalKit.Onnx.Tests.Inference;

/// <summary>The bundled models give what PyTorch, and for the compressed ones an independent NumPy reference, gave.</summary>
public sealed class BundledModelTests
{
    private static readonly FashionData Data = new();

    public static TheoryData<string> Names => [.. Repository.Models.Select(model => model.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Accuracy_and_log_loss_are_those_of_the_manifest(string name)
    {
        var expected = Repository.Models.Single(model => model.Name == name);
        using var model = Open(expected);
        var scores = Predict(model, Data.Pictures, 500);
        var predictions = scores.Chunk(10).Select(row => (byte)Array.IndexOf(row, row.Max())).ToArray();
        if (expected.Precision == "float32")
        {
            Assert.Equal(expected.Correct, predictions.Zip(Data.Labels).Count(pair => pair.First == pair.Second));
            Assert.Equal(expected.LogLoss, scores.Chunk(10).Zip(Data.Labels, LogLoss).Average(), 1e-4);
        }
        else
        {
            var reference = File.ReadAllBytes(Repository.Path($"models/{expected.ReferencePredictions}"));
            Assert.InRange(predictions.Zip(reference).Count(pair => pair.First == pair.Second), 9990, 10000);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Scores_at_batch_1_and_at_batch_64_agree(string name)
    {
        using var model = Open(Repository.Models.Single(entry => entry.Name == name));
        var pictures = Data.Pictures.AsSpan(0, 256 * FashionData.Length);
        var (single, batched) = (Predict(model, pictures, 1), Predict(model, pictures, 64));
        Assert.All(single.Zip(batched), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    private static OnnxModel Open(BundledModel model) => OnnxModel.Open(model.FullPath, new InputConfig(), new OutputConfig());

    private static float[] Predict(OnnxModel model, ReadOnlySpan<float> pictures, int batch)
    {
        Assert.Equal(new ModelSignature(new(1, 28, 28), 10, ScoreKind.Logits, null), model.Signature);
        var scores = new float[pictures.Length / FashionData.Length * 10];
        for (var start = 0; start < scores.Length / 10; start += batch)
        {
            var count = Math.Min(batch, scores.Length / 10 - start);
            model.Predict(pictures.Slice(start * FashionData.Length, count * FashionData.Length), scores.AsSpan(start * 10, count * 10), default);
        }

        return scores;
    }

    private static double LogLoss(float[] logits, byte label) =>
        Math.Log(logits.Sum(logit => Math.Exp((double)logit - logits[label])));
}
