using System.Globalization;
using EvalKit.Core.Configuration;
using EvalKit.Core.Images;
using EvalKit.Core.Models;
using EvalKit.Onnx.Graphs.Schema;
using EvalKit.Onnx.Inference;
using EvalKit.Onnx.Tests.Fixtures;
using static EvalKit.Onnx.Graphs.Schema.TensorProto.Types;

namespace EvalKit.Onnx.Tests.Inference;

public sealed class ModelVariantsTests : IDisposable
{
    private static readonly InputConfig Pixels = new() { Scale = 1.0 / 255, Mean = [0], Std = [1] };
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_permuted_model_has_the_same_weights_elsewhere()
    {
        using var model = OnnxModel.Open(TinyModels.Linear().Save(_folder, "linear.onnx"), Pixels, new OutputConfig(null, ScoreKind.Logits));
        var permuted = Assert.IsType<OnnxModel>(model.Permuted(1, 3, out var refusal));
        Assert.Null(refusal);
        var scores = new float[6];
        permuted.Predict([0, 0, 1, 0, 0, 1], scores, default);
        float[] weights = [scores[2] - scores[0], scores[3] - scores[1], scores[4] - scores[0], scores[5] - scores[1]];
        Assert.Equal([0f, 1f], scores[..2].Order());
        Assert.Equal([-1f, 1f, 2f, 3f], weights.Order());
        Assert.NotEqual([2f, 1f, -1f, 3f], weights);

        var gradient = new float[2];
        permuted.Gradient([0.5f, 0.5f], [1, 0], gradient, default);
        Assert.Equal([weights[0], weights[2]], gradient, (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Same(permuted, model.Permuted(1, 3, out _));
    }

    [Fact]
    public void A_model_whose_weights_lie_in_other_files_is_permuted_alike()
    {
        using var whole = OnnxModel.Open(TinyModels.Linear().Save(_folder, "whole.onnx"), Pixels, new OutputConfig(null, ScoreKind.Logits));
        var apart = TinyModels.Linear();
        MoveOut(apart, "w", "weights.bin", offset: 3);
        MoveOut(apart, "b", "bias.bin", offset: 0);
        using var model = OnnxModel.Open(apart.Save(_folder, "apart.onnx"), Pixels, new OutputConfig(null, ScoreKind.Logits));
        foreach (var (share, key) in new[] { (1.0, 3ul), (0.5, 4ul) })
        {
            var (expected, scores, gradient) = (new float[6], new float[6], new float[2]);
            ((OnnxModel)whole.Permuted(share, key, out _)!).Predict([0, 0, 1, 0, 0, 1], expected, default);
            var permuted = Assert.IsType<OnnxModel>(model.Permuted(share, key, out _));
            permuted.Predict([0, 0, 1, 0, 0, 1], scores, default);
            permuted.Gradient([0.5f, 0.5f], [1, 0], gradient, default);
            Assert.Equal(expected, scores);
            Assert.Equal([scores[2] - scores[0], scores[4] - scores[0]], gradient, (a, b) => Math.Abs(a - b) < 1e-6);
        }
    }

    [Fact]
    public void A_model_whose_weights_lie_in_other_files_takes_larger_pictures_and_keeps_shared_ones_together()
    {
        var builder = new ModelBuilder().Input("x", DataType.Float, "N", 1, 2, 2).Output("y", DataType.Float, "N", 2)
            .Weight("w", [2, 1, 1, 1], 2f, -1f).Weight("again", [2, 1, 1, 1], 2f, -1f)
            .Node("Conv", ["x", "w"], "c").Node("Conv", ["x", "again"], "d").Node("Add", ["c", "d"], "e").Node("GlobalAveragePool", ["e"], "p").Node("Flatten", ["p"], "y");
        MoveOut(builder, "w", "weights.bin", offset: 0);
        MoveOut(builder, "again", "weights.bin", offset: 0);
        using var model = OnnxModel.Open(builder.Save(_folder, "pooled.onnx"), Pixels, new OutputConfig(null, ScoreKind.Logits));
        var scores = new float[2];
        model.Resized(new ImageShape(1, 4, 4), out _)!.Predict([.. Enumerable.Repeat(0.5f, 16)], scores, default);
        Assert.Equal([2f, -1f], scores);
        model.Permuted(1, 1, out _)!.Predict([1, 1, 1, 1], scores, default);
        Assert.Equal([-2f, 4f], scores.Order());
    }

    [Fact]
    public void A_graph_that_averages_over_places_takes_larger_pictures()
    {
        var path = new ModelBuilder().Input("x", DataType.Float, "N", 1, 2, 2).Output("y", DataType.Float, "N", 2)
            .Weight("w", [2, 1, 1, 1], 2f, -1f)
            .Node("Conv", ["x", "w"], "c").Node("GlobalAveragePool", ["c"], "p").Node("Flatten", ["p"], "y").Save(_folder, "pooled.onnx");
        using var model = OnnxModel.Open(path, Pixels, new OutputConfig(null, ScoreKind.Logits));
        var larger = model.Resized(new ImageShape(1, 4, 4), out var refusal);
        Assert.Null(refusal);
        var scores = new float[2];
        larger!.Predict([.. Enumerable.Range(0, 16).Select(i => i / 15f)], scores, default);
        Assert.Equal([1f, -0.5f], scores, (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Theory]
    [InlineData("resnet", true)]
    [InlineData("cnn-5-s0", false)]
    public void Of_the_bundled_models_those_that_pool_take_grids(string name, bool takes)
    {
        using var model = OnnxModel.Open(Repository.Path($"models/fashion/{name}.onnx"), new InputConfig(), new OutputConfig());
        var larger = model.Resized(new ImageShape(1, 56, 56), out var refusal);
        Assert.Equal((takes, !takes), (larger is not null, refusal is not null));
        Assert.Equal(takes ? 10 : null, larger?.Signature.Classes);
    }

    [Fact]
    public void A_graph_of_one_size_says_why_it_does_not()
    {
        using var model = OnnxModel.Open(TinyModels.Linear().Save(_folder, "linear.onnx"), Pixels, new OutputConfig(null, ScoreKind.Logits));
        Assert.Null(model.Resized(new ImageShape(1, 2, 4), out var refusal));
        Assert.Matches("^the graph does not take it: linear.onnx: ", refusal);
    }

    private void MoveOut(ModelBuilder builder, string name, string file, int offset)
    {
        var tensor = builder.Model.Graph.Initializer.Single(one => one.Name == name);
        _folder.Write(file, [.. new byte[offset], .. tensor.RawData.ToByteArray()]);
        tensor.ClearRawData();
        tensor.DataLocation = DataLocation.External;
        tensor.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = file });
        tensor.ExternalData.Add(new StringStringEntryProto { Key = "offset", Value = offset.ToString(CultureInfo.InvariantCulture) });
    }
}
