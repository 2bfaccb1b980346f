using EvalKit.Core.Attributions;
using EvalKit.Core.Images;
using EvalKit.Core.Models;
using EvalKit.Methods.Attributions.Graphs;
using EvalKit.Methods.Tests.Attributions.Gradients;

namespace EvalKit.Methods.Tests.Attributions.Graphs;

/// <summary>Grad-CAM and Grad-CAM++ on two channels of 1 × 2 places, drawn at 1 × 4.</summary>
public sealed class ActivationMapTests
{
    private static readonly FeatureMap Map = new("map", 2, 1, 2, [1, 2, 3, 0], [0.5f, 1.5f, -1, 0]);

    // w = (1, −0.5): 1 − 1.5 is cut to 0, 2 stays; bilinear to four pixels, with the edge repeated.
    [Fact]
    public void Grad_cam_is_by_hand() => Attributed.AssertClose([0, 0.5, 1.5, 2], Attributed.By(new GradCam(), new Featured(Map), new float[4]), 1e-6);

    // Channel 1: Σ A = 3: α = 0.25 / (0.5 + 3·0.125), 2.25 / (4.5 + 3·3.375); w₁ = 0.5 α + 1.5 α′ = 1/7 + 3/13.
    // Channel 2 has no positive slope: w₂ = 0.
    [Fact]
    public void Grad_cam_plus_plus_is_by_hand()
    {
        var weight = (1 / 7.0) + (1.5 * 2.25 / 14.625);
        Attributed.AssertClose(
            [weight, 1.25 * weight, 1.75 * weight, 2 * weight], Attributed.By(new GradCamPlusPlus(), new Featured(Map), new float[4]), 1e-6);
    }

    [Fact]
    public void Negative_evidence_alone_is_a_map_of_zeros() =>
        Assert.Equal(new float[4], Attributed.By(new GradCam(), new Featured(Map with { Gradients = [-1, -1, -1, -1] }), new float[4]));

    private sealed class Featured(FeatureMap map) : IGraphFunction
    {
        public ImageShape Shape => new(1, 1, 4);

        public int PreferredBatch => 1;

        public FeatureMap Features(string? layer, ReadOnlySpan<float> picture) => map;

        public IReadOnlyList<AttentionWeights> Attention(ReadOnlySpan<float> picture) => throw new NotSupportedException();

        public void Evaluate(ReadOnlySpan<float> pictures, Span<float> values, CancellationToken cancellation) => throw new NotSupportedException();

        public void Gradient(ReadOnlySpan<float> pictures, Span<float> gradients, CancellationToken cancellation) => throw new NotSupportedException();

        public void Propagate(BackwardRule rule, ReadOnlySpan<float> pictures, ReadOnlySpan<float> references, Span<float> result, CancellationToken cancellation) =>
            throw new NotSupportedException();
    }
}
