using EvalKit.Core.Images;
using EvalKit.Methods.Attributions.Gradients;
using EvalKit.Methods.Attributions.Graphs;
using EvalKit.Methods.Tests.Attributions.Gradients;

namespace EvalKit.Methods.Tests.Attributions.Graphs;

/// <summary>Methods that carry scores back by a rule, where all rules give the weights.</summary>
public sealed class GraphRuleTests
{
    private static readonly ImageShape Shape = new(2, 3, 4);
    private static readonly float[] Weights = RandomArrays.Normal(Shape.Length, 1);
    private static readonly float[] Picture = RandomArrays.Uniform(Shape.Length, 2);

    [Fact]
    public void Deeplift_is_multiplier_times_difference()
    {
        var means = new[] { Picture[..12].Average(), Picture[12..].Average() };
        Attributed.AssertClose(
            Attributed.OverChannels(Shape.Pixels, i => Weights[i] * (Picture[i] - means[i / 12]), 2),
            Attributed.By(new DeepLift(BaselineKind.Mean), new LinearFunction(Shape, Weights, 1), Picture),
            1e-6);
    }

    [Fact]
    public void Relevance_is_summed_over_the_channels() => Attributed.AssertClose(
        Attributed.OverChannels(Shape.Pixels, i => Weights[i] * Picture[i], 2),
        Attributed.By(new LayerwiseRelevance(), new LinearFunction(Shape, Weights, 1), Picture),
        1e-6);

    [Fact]
    public void Guided_backpropagation_is_the_largest_magnitude_over_the_channels() => Attributed.AssertClose(
        Enumerable.Range(0, 12).Select(i => (double)Math.Max(Math.Abs(Weights[i]), Math.Abs(Weights[i + 12]))),
        Attributed.By(new GuidedBackpropagation(), new LinearFunction(Shape, Weights, 1), Picture),
        1e-6);

    // Of the test's two layers each is ¾ of a patch itself and ¼ of the next one: without a class token all patches count alike.
    [Fact]
    public void Attention_rollout_without_a_class_token_is_uniform_where_all_patches_do_alike() => Attributed.AssertClose(
        Enumerable.Repeat(1 / 12.0, 12), Attributed.By(new AttentionRollout(), new LinearFunction(Shape, Weights, 1), Picture), 1e-6);
}
