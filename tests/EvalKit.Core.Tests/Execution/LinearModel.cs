using EvalKit.Core.Models;
using EvalKit.Core.Tests.Planning;

namespace EvalKit.Core.Tests.Execution;

/// <summary>Two scores: the sum of the pixels and 1.5. Can be told to fail, or to give NaN.</summary>
internal sealed class LinearModel(bool fails = false) : IModel
{
    public ModelSignature Signature { get; } = new(Plans.Shape, 2, ScoreKind.Logits, null);

    public void Predict(ReadOnlySpan<float> inputs, Span<float> scores, CancellationToken cancellation)
    {
        if (fails) throw new ModelException("no kernel for Fancy");
        for (var row = 0; row < scores.Length / 2; row++)
        {
            scores[2 * row] = 0;
            foreach (var pixel in inputs.Slice(row * Plans.Shape.Length, Plans.Shape.Length)) scores[2 * row] += pixel;
            scores[(2 * row) + 1] = 1.5f;
        }
    }

    public void Dispose()
    {
    }
}
