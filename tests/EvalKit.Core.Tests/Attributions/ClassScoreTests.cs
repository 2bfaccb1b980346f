using EvalKit.Core.Attributions;
using EvalKit.Core.Configuration;
using EvalKit.Core.Errors;
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

    [Theory]
    [InlineData(ScoreKind.Logits, ExplainedOutput.Logit, null)]
    [InlineData(ScoreKind.Logits, ExplainedOutput.Logit, 0)]
    [InlineData(ScoreKind.Logits, ExplainedOutput.Probability, null)]
    [InlineData(ScoreKind.Logits, ExplainedOutput.Probability, 0)]
    [InlineData(ScoreKind.Probabilities, ExplainedOutput.Logit, null)]
    [InlineData(ScoreKind.Probabilities, ExplainedOutput.Logit, 0)]
    [InlineData(ScoreKind.Probabilities, ExplainedOutput.Probability, 0)]
    public void The_gradient_is_the_slope_of_the_value(ScoreKind kind, ExplainedOutput output, int? versus)
    {
        using var model = new Squares(kind);
        var score = new ClassScore(model, 2, output, 4, versus);
        float[] pictures = [0.4f, 0.3f, 0.9f, 0.2f, 0.5f, 0.6f];
        var gradients = new float[6];
        score.Gradient(pictures, gradients, default);
        for (var i = 0; i < 6; i++)
        {
            var slope = (Moved(i, 1e-3f) - Moved(i, -1e-3f)) / 2e-3;
            Assert.Equal(slope, gradients[i], 1e-3);
        }

        double Moved(int index, float by)
        {
            float[] moved = [.. pictures];
            moved[index] += by;
            var values = new float[2];
            score.Evaluate(moved, values, default);
            return values.Sum(value => (double)value);
        }
    }

    [Fact]
    public void A_difference_of_classes_is_one_number()
    {
        using var model = new Pixels();
        var values = new float[1];
        new ClassScore(model, 1, ExplainedOutput.Logit, 4, versus: 0).Evaluate([1, 5], values, default);
        Assert.Equal(4, values[0]);
    }

    [Fact]
    public void Without_a_gradient_there_is_a_message()
    {
        using var model = new Pixels();
        Assert.Equal(
            "there is no gradient to explain by: the model gives none",
            Assert.Throws<UserException>(() => new ClassScore(model, 1, ExplainedOutput.Logit, 4).Gradient([1, 5], new float[2], default)).Message);
    }

    // Three classes that score the squares of the three pixels, and are taken for logits or probabilities.
    private sealed class Squares(ScoreKind kind) : IDifferentiableModel
    {
        public ModelSignature Signature { get; } = new(new ImageShape(1, 1, 3), 3, kind, FixedBatch: null);

        public string? GradientRefusal => null;

        public void Predict(ReadOnlySpan<float> inputs, Span<float> scores, CancellationToken cancellation)
        {
            for (var i = 0; i < inputs.Length; i++) scores[i] = inputs[i] * inputs[i];
        }

        public void Gradient(ReadOnlySpan<float> inputs, ReadOnlySpan<float> seed, Span<float> gradient, CancellationToken cancellation)
        {
            for (var i = 0; i < inputs.Length; i++) gradient[i] = 2 * inputs[i] * seed[i];
        }

        public void Dispose()
        {
        }
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
