using EvalKit.Core.Attributions;
using EvalKit.Core.Configuration;
using EvalKit.Core.Memory;

namespace EvalKit.Methods.Metrics.Explanations;

/// <summary>
/// The area under the probability of the class predicted on the unchanged picture, over the fraction of pixels removed
/// (Petsiuk et al. 2018, section 4.1).
/// </summary>
internal static class ProbabilityCurve
{
    /// <summary>Why curves have no area on some samples.</summary>
    public const string Unfinished = "a score of a changed picture is not finite";

    /// <summary>Computes the area.</summary>
    /// <param name="request">The model, the picture and its attribution.</param>
    /// <param name="substrate">What replaces removed pixels.</param>
    /// <param name="steps">The number of equal steps from no pixel to all pixels.</param>
    /// <param name="leastRelevantFirst">Whether the least relevant pixels go first; otherwise the most relevant.</param>
    /// <param name="values">Receives the area; NaN where there is none.</param>
    /// <param name="cancellation">Ends the work between two batches.</param>
    /// <returns>Why there is no area; null where there is.</returns>
    public static string? Measure(
        in ExplanationRequest request, ISubstrate substrate, int steps, bool leastRelevantFirst, Span<double> values, CancellationToken cancellation)
    {
        values[0] = double.NaN;
        if (MapQuality.WhyUnordered(request.Attribution) is { } reason) return reason;

        var (pixels, classes) = (request.Shape.Pixels, request.Model.Signature.Classes);
        using var order = new PooledBuffer<int>(pixels);
        using var masks = new PooledBuffer<bool>((steps + 1) * pixels);
        using var scores = new PooledBuffer<float>((steps + 1) * classes);
        using var heights = new PooledBuffer<double>(steps + 1);

        var random = request.CreateRandom();
        RemovalOrder.MostRelevantFirst(request.Attribution, ref random, order.Span);
        if (leastRelevantFirst) order.Span.Reverse();
        for (var step = 0; step <= steps; step++)
            RemovalCurve.Mark(order.Span, step, steps, masks.Span.Slice(step * pixels, pixels));

        RemovalCurve.Predict(request, substrate, random.NextBits(), masks.Span, scores.Span, cancellation);
        for (var step = 0; step <= steps; step++)
        {
            var row = scores.Span.Slice(step * classes, classes);
            heights.Span[step] = ClassScore.Of(row, request.Model.Signature.Scores, request.Predicted, ExplainedOutput.Probability);
        }

        values[0] = RemovalCurve.Area(heights.Span);
        return double.IsFinite(values[0]) ? null : Unfinished;
    }
}
