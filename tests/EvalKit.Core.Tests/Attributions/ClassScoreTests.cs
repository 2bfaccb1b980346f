using EvalKit.Core.Attributions;
using EvalKit.Core.Configuration;
using EvalKit.Core.Images;
using EvalKit.Core.Models;

namespace EvalKit.Core.Tests.Attributions;

public sealed class ClassScoreTests
{
    [Theory]
    [InlineData(ScoreKind.Logits, ExplainedOutput.Logit, 2.0)]
    [InlineData(ScoreKind.Logits, ExplainedOutput.Probability, 0.66524095577482)] // e² / (1 + e + e²)
    [InlineData(ScoreKind.Probabilities, ExplainedOutput.Probability, 2.0)]
    [InlineData(ScoreKind.Probabilities, ExplainedOutput.Logit, 0.69314718055995)] // log 2
    public void Gives_the_number_that_is_explained(ScoreKind kind, ExplainedOutput output, double expected) =>
        Assert.Equal(expected, ClassScore.Of([0, 1, 2], kind, 2, output), 1e-12);

    [Theory]
    [InlineData(0, 1.0)]
    [InlineData(1, 0.0)]
    public void Large_logits_do_not_overflow(int target, double expected) =>
        Assert.Equal(expected, ClassScore.Of([90_000, -90_000], ScoreKind.Logits, target, ExplainedOutput.Probability));

    [Fact]
    public void A_small_probability_keeps_its_digits() =>
        Assert.Equal(Math.Exp(-60) / (1 + Math.Exp(-60)), ClassScore.Of([0, -60], ScoreKind.Logits, 1, ExplainedOutput.Probability), 1e-40);

    [Fact]
    public void The_logarithm_of_a_probability_of_0_is_finite() =>
        Assert.Equal(Math.Log(float.Epsilon), ClassScore.Of([1, 0], ScoreKind.Probabilities, 1, ExplainedOutput.Logit));

    [Fact]
    public void Evaluates_every_picture_of_a_batch()
    {
        using var model = new Pixels();
        var values = new float[3];
        var score = new ClassScore(model, 1, ExplainedOutput.Logit, 4);
        score.Evaluate([1, 2, 3, 4, 5, 6], values, default);
        Assert.Equal([2, 4, 6], values);
        Assert.Equal(4, score.PreferredBatch);
        Assert.Equal(model.Signature.Input, score.Shape);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public void A_class_that_the_model_lacks_is_refused(int target)
    {
        using var model = new Pixels();
        Assert.Throws<ArgumentOutOfRangeException>(() => new ClassScore(model, target, ExplainedOutput.Logit, 1));
    }

    // Two classes whose logits are the two pixels.
    private sealed class Pixels : IModel
    {
        public ModelSignature Signature { get; } = new(new ImageShape(1, 1, 2), 2, ScoreKind.Logits, FixedBatch: null);

        public void Predict(ReadOnlySpan<float> inputs, Span<float> scores, CancellationToken cancellation) => inputs.CopyTo(scores);

        public void Dispose()
        {
        }
    }
}
