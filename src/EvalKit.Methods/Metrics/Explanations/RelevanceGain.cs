using System.ComponentModel.DataAnnotations;
using System.Numerics.Tensors;
using EvalKit.Core.Attributions;
using EvalKit.Core.Images;
using EvalKit.Core.Memory;
using EvalKit.Core.Metrics;
using EvalKit.Core.Plugins;

namespace EvalKit.Methods.Metrics.Explanations;

/// <summary>
/// Relevance gain: the area between two curves of whether the prediction is kept (1 or 0) over the fraction of pixels
/// removed, the least relevant first minus the most relevant first. It does not depend on how confident a model is, so it
/// may be compared between models. Parts: the gain with each substrate, and the area under the kept curve in random order
/// (robustness to masking), a mean over the substrates like the gain itself. A sample whose attribution is constant or not
/// finite has no value.
/// </summary>
/// <param name="Steps">The number of equal steps from no pixel to all pixels.</param>
/// <remarks>
/// Samek et al. 2017, Evaluating the visualization of what a deep neural network has learned, on the curves; Rong et al. 2022
/// (ROAD) on both orders and the substrates.
/// </remarks>
[Plugin("relevance-gain", Source = "Samek et al. 2017; Rong et al. 2022 (ROAD), on prediction-kept curves")]
public sealed record RelevanceGain([Range(2, 1000)] int Steps = 10) : IExplanationMetric
{
    private const int Orders = 3;

    /// <inheritdoc/>
    public MetricInfo Info { get; } = new(
        "Relevance gain", "fraction", -1, 1, ScoreDirection.HigherIsBetter, "Samek et al. 2017; Rong et al. 2022 (ROAD), on prediction-kept curves");

    /// <inheritdoc/>
    public bool NeedsCommonCorrectSamples => true;

    /// <inheritdoc/>
    public int Predictions(ImageShape shape, ExplanationNames names, IAttributionMethod method) => names.Substrates.Count * MaskCount;

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns(ExplanationNames names, string method) => ["relevance-gain", .. names.Substrates, "random-order"];

    /// <inheritdoc/>
    public string? Measure(in ExplanationRequest request, Span<double> values, CancellationToken cancellation)
    {
        values.Fill(double.NaN);
        if (MapQuality.WhyUnordered(request.Attribution) is { } reason) return reason;

        var random = request.CreateRandom();
        using var masks = new PooledBuffer<bool>(request.Shape.Pixels * MaskCount);
        using var kept = new PooledBuffer<double>(MaskCount);
        MarkAll(request, ref random, masks.Span);

        var substrates = request.Substrates;
        var (gain, randomArea) = (0.0, 0.0);
        for (var i = 0; i < substrates.Count; i++)
        {
            Keep(request, substrates[i], random.NextBits(), masks.Span, kept.Span, cancellation);
            values[i + 1] = Area(kept.Span, 1) - Area(kept.Span, 0);
            gain += values[i + 1];
            randomArea += Area(kept.Span, 2);
        }

        values[0] = gain / substrates.Count;
        values[^1] = randomArea / substrates.Count;
        return double.IsFinite(values[0]) ? null : ProbabilityCurve.Unfinished;
    }

    // Every order ends with the same picture, all pixels removed: one mask serves the three.
    private int MaskCount => (Orders * (Steps - 1)) + 1;

    private void MarkAll(in ExplanationRequest request, ref Core.Randomness.RandomStream random, Span<bool> masks)
    {
        var pixels = request.Shape.Pixels;
        using var orderBuffer = new PooledBuffer<int>(pixels);
        var order = orderBuffer.Span;
        for (var kind = 0; kind < Orders; kind++)
        {
            if (kind == 0) RemovalOrder.MostRelevantFirst(request.Attribution, ref random, order);
            else if (kind == 1) order.Reverse();
            else RemovalOrder.Random(ref random, order);
            for (var step = 1; step < Steps; step++)
                RemovalCurve.Mark(order, step, Steps, masks.Slice(((kind * (Steps - 1)) + step - 1) * pixels, pixels));
        }

        masks[^pixels..].Fill(true);
    }

    private static void Keep(
        in ExplanationRequest request,
        ISubstrate substrate,
        ulong streamKey,
        ReadOnlySpan<bool> masks,
        Span<double> kept,
        CancellationToken cancellation)
    {
        var classes = request.Model.Signature.Classes;
        using var buffer = new PooledBuffer<float>(kept.Length * classes);
        var scores = buffer.Span;
        RemovalCurve.Predict(request, substrate, streamKey, masks, scores, cancellation);
        for (var i = 0; i < kept.Length; i++)
        {
            var row = scores.Slice(i * classes, classes);
            var largest = TensorPrimitives.IndexOfMax(row);
            kept[i] = float.IsNaN(row[largest]) ? double.NaN : largest == request.Predicted ? 1 : 0;
        }
    }

    // With no pixel removed the prediction is kept by definition.
    private double Area(ReadOnlySpan<double> kept, int kind)
    {
        using var buffer = new PooledBuffer<double>(Steps + 1);
        var heights = buffer.Span;
        heights[0] = 1;
        kept.Slice(kind * (Steps - 1), Steps - 1).CopyTo(heights[1..]);
        heights[^1] = kept[^1];
        return RemovalCurve.Area(heights);
    }
}
