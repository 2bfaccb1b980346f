using EvalKit.Core.Configuration;
using EvalKit.Onnx.Inference;
using EvalKit.Onnx.Tests.Fixtures;

namespace EvalKit.Onnx.Tests.Attributions;

public sealed class FeatureMapTests
{
    private static readonly FashionData Data = new();

    [Theory]
    [InlineData("cnn-8-s0")]
    [InlineData("resnet")]
    [InlineData("vit")]
    public void Maps_of_many_pictures_are_those_of_each(string name)
    {
        const int Pictures = 7;
        using var model = OnnxModel.Open(Repository.Models.Single(one => one.Name == name).FullPath, new InputConfig(), new OutputConfig());
        var classes = model.Signature.Classes;
        var seeds = new float[Pictures * classes];
        for (var i = 0; i < Pictures; i++) seeds[(i * classes) + Data.Labels[i]] = 1;
        var together = model.Features(null, Data.Pictures.AsSpan(0, Pictures * FashionData.Length), seeds);

        Assert.Equal(Pictures, together.Length);
        for (var i = 0; i < Pictures; i++)
        {
            var alone = model.Features(null, Data.Pictures.AsSpan(i * FashionData.Length, FashionData.Length), seeds.AsSpan(i * classes, classes)).Single();
            Assert.Equal((alone.Channels, alone.Height, alone.Width), (together[i].Channels, together[i].Height, together[i].Width));
            Assert.Equal(alone.Values, together[i].Values, Near);
            Assert.Equal(alone.Gradients, together[i].Gradients, Near);
        }

        static bool Near(float a, float b) => Math.Abs(a - b) <= 1e-5 * Math.Max(1, Math.Abs(a));
    }
}
