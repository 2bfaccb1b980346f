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
    /// <summary>The area, or NaN where the attribution is constant or not finite.</summary>
    /// <param name="request">The model, the picture and its attribution.</param>
    /// <param name="substrate">What replaces removed pixels.</param>
    /// <param name="steps">The number of equal steps from no pixel to all pixels.</param>
    /// <param name="leastRelevantFirst">Whether the least relevant pixels go first; otherwise the most relevant.</param>
    /// <param name="cancellation">Ends the work between two batches.</param>
    public static double Area(
        in ExplanationRequest request, ISubstrate substrate, int steps, bool leastRelevantFirst, CancellationToken cancellation)
    {
        if (!RemovalOrder.IsDefined(request.Attribution)) return double.NaN;

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

        return RemovalCurve.Area(heights.Span);
    }
}
