using System.ComponentModel.DataAnnotations;
using EvalKit.Core.Attributions;
using EvalKit.Core.Images;
using EvalKit.Core.Memory;
using EvalKit.Core.Metrics;
using EvalKit.Core.Plugins;

namespace EvalKit.Methods.Metrics.Explanations;

/// <summary>
/// Faithfulness correlation: over random sets S of pixels, Pearson's correlation of Σ φ over S with the drop of the explained
/// number when the pixels of S are replaced by a substrate. Parts: the correlation with each substrate; the figure is their
/// mean. An attribution that is constant, and a score that no set changes, have none.
/// </summary>
/// <param name="Runs">The number of sets.</param>
/// <param name="Size">
/// The number of pixels in a set; by default the square root of their number (28 of 784, 224 of 50,176: Quantus' for pictures
/// of 224 × 224).
/// </param>
/// <remarks>Bhatt, Weller and Moura 2020, Evaluating and aggregating feature-based model explanations, definition 2.</remarks>
[Plugin("faithfulness-correlation", Source = Paper)]
public sealed record FaithfulnessCorrelation([Range(3, 100_000)] int Runs = 100, [Range(1, 1_000_000)] int? Size = null) : IExplanationMetric
{
    private const string Paper = "Bhatt, Weller and Moura 2020, Evaluating and aggregating feature-based model explanations, definition 2";

    /// <inheritdoc/>
    public MetricInfo Info { get; } = new("Faithfulness correlation", "correlation", -1, 1, ScoreDirection.HigherIsBetter, Paper);

    /// <inheritdoc/>
    public bool NeedsCommonCorrectSamples => true;

    /// <inheritdoc/>
    public int Predictions(ImageShape shape, ExplanationNames names, IAttributionMethod method) => (Runs * names.Substrates.Count) + 1;

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns(ExplanationNames names, string method) => ["faithfulness-correlation", .. names.Substrates];

    /// <inheritdoc/>
    public string? Measure(in ExplanationRequest request, Span<double> values, CancellationToken cancellation)
    {
        values.Fill(double.NaN);
        if (MapQuality.WhyUnordered(request.Attribution) is { } reason) return reason;
        var pixels = request.Shape.Pixels;
        var size = Size ?? (int)Math.Round(Math.Sqrt(pixels));
        if (size >= pixels) return "the sets are as large as the picture";
        using var masks = new PooledBuffer<bool>(Runs * pixels);
        using var sums = new PooledBuffer<double>(Runs);
        using var drops = new PooledBuffer<double>(Runs);
        var random = request.CreateRandom();
        Draw(request.Attribution, size, ref random, masks.Span, sums.Span);

        var score = 0f;
        request.Function.Evaluate(request.Picture, new Span<float>(ref score), cancellation);
        values[0] = 0;
        for (var i = 0; i < request.Substrates.Count; i++)
        {
            Drop(request, request.Substrates[i], random.NextBits(), masks.Span, score, drops.Span, cancellation);
            values[i + 1] = Correlation.Pearson(sums.Span, drops.Span);
            values[0] += values[i + 1] / request.Substrates.Count;
        }

        return double.IsFinite(values[0]) ? null : "the sets do not change the score, or not to a finite number";
    }

    private void Draw(ReadOnlySpan<float> attribution, int size, ref Core.Randomness.RandomStream random, Span<bool> masks, Span<double> sums)
    {
        using var buffer = new PooledBuffer<int>(attribution.Length);
        masks.Clear();
        for (var run = 0; run < Runs; run++)
        {
            RemovalOrder.Random(ref random, buffer.Span);
            sums[run] = 0;
            foreach (var pixel in buffer.Span[..size])
            {
                masks[(run * attribution.Length) + pixel] = true;
                sums[run] += attribution[pixel];
            }
        }
    }

    private static void Drop(
        in ExplanationRequest request, ISubstrate substrate, ulong streamKey, ReadOnlySpan<bool> masks, double score, Span<double> drops, CancellationToken cancellation)
    {
        using var buffer = new PooledBuffer<float>(drops.Length);
        RemovalCurve.Evaluate(request, substrate, streamKey, masks, buffer.Span, cancellation);
        for (var i = 0; i < drops.Length; i++) drops[i] = score - buffer.Span[i];
    }
}
