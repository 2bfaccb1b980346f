using EvalKit.Core.Attributions;
using EvalKit.Core.Images;
using EvalKit.Core.Models;
using EvalKit.Methods.Attributions.Graphs;
using EvalKit.Methods.Tests.Attributions.Gradients;

namespace EvalKit.Methods.Tests.Attributions.Graphs;

public sealed class AttentionRolloutTests
{
    // A class token and two patches. With (A + I) / 2 of the first layer ((1, 0, 0), (¼, ¾, 0), (0, ½, ½)) and of the second
    // ((½, ⅛, ⅜), …) the class token has ½ (1, 0, 0) + ⅛ (¼, ¾, 0) + ⅜ (0, ½, ½): patches 9/32 and 6/32.
    [Fact]
    public void Is_read_at_the_class_token()
    {
        AttentionWeights first = new("first", 1, 3, 1, 2, [1, 0, 0, 0.5f, 0.5f, 0, 0, 1, 0]);

        // Two heads whose mean is (0, ¼, ¾) in the first row.
        AttentionWeights second = new("second", 2, 3, 1, 2, [0, 0, 1, 0, 1, 0, 0, 0, 1, 0, 0.5f, 0.5f, 0, 1, 0, 0, 0, 1]);
        Attributed.AssertClose([9 / 32.0, 6 / 32.0], Attributed.By(new AttentionRollout(), new Attending([first, second]), new float[2]), 1e-6);
    }

    private sealed class Attending(IReadOnlyList<AttentionWeights> layers) : IGraphFunction
    {
        public ImageShape Shape => new(1, 1, 2);

        public int PreferredBatch => 1;

        public IReadOnlyList<AttentionWeights> Attention(ReadOnlySpan<float> picture) => layers;

        public FeatureMap Features(string? layer, ReadOnlySpan<float> picture) => throw new NotSupportedException();

        public void Evaluate(ReadOnlySpan<float> pictures, Span<float> values, CancellationToken cancellation) => throw new NotSupportedException();

        public void Gradient(ReadOnlySpan<float> pictures, Span<float> gradients, CancellationToken cancellation) => throw new NotSupportedException();

        public void Propagate(BackwardRule rule, ReadOnlySpan<float> pictures, ReadOnlySpan<float> references, Span<float> result, CancellationToken cancellation) =>
            throw new NotSupportedException();
    }
}
