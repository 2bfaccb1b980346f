using System.ComponentModel.DataAnnotations;
using EvalKit.Core.Attributions;
using EvalKit.Core.Errors;
using EvalKit.Core.Images;
using EvalKit.Core.Memory;
using EvalKit.Core.Plugins;
using EvalKit.Methods.Attributions.Segments;

namespace EvalKit.Methods.Attributions;

/// <summary>
/// LIME: the coefficients of a linear model fitted to the score over random subsets of segments, each present with
/// probability ½, weighted by exp(−d² / 2w²) with d the cosine distance to the whole picture. A pixel has its segment's
/// coefficient. The standard error is the sandwich estimate (White 1980) of the weighted regression.
/// </summary>
/// <param name="Subsets">The number of subsets, the whole picture among them.</param>
/// <param name="Segments">About how many segments the picture is cut into; 49 is 7 × 7 on a square picture.</param>
/// <param name="Segmentation">How the picture is cut.</param>
/// <param name="KernelWidth">w.</param>
/// <param name="Ridge">
/// The penalty on squared coefficients. The authors' code has 1, which shrinks coefficients by about 1 % at the defaults; 0
/// is weighted least squares, exact on linear functions.
/// </param>
/// <param name="Baseline">The value of absent segments in every channel; by default the segment's own mean.</param>
/// <remarks>Ribeiro, Singh and Guestrin 2016, "Why should I trust you?", section 3; marcotcr/lime, lime_image.py.</remarks>
[Plugin("lime", Source = "Ribeiro, Singh and Guestrin 2016, \"Why should I trust you?\", section 3; marcotcr/lime, lime_image.py")]
public sealed record Lime(
    [Range(2, 1_000_000)] int Subsets = 1000,
    [Range(1, 1024)] int Segments = 49,
    Segmentation Segmentation = Segmentation.Grid,
    [Range(0.1, 100.0)] double KernelWidth = 0.25,
    [Range(0.0, 1_000_000.0)] double Ridge = 0,
    [Range(0.0, 1.0)] double? Baseline = null) : IAttributionMethod
{
    /// <inheritdoc/>
    public bool IsSampled => true;

    /// <inheritdoc/>
    public int Predictions(ImageShape shape) => Subsets + 1;

    /// <inheritdoc/>
    /// <exception cref="UserException">There are fewer than two samples a coefficient.</exception>
    public void Attribute(in AttributionRequest request, Span<float> attribution, Span<float> standardError, CancellationToken cancellation)
    {
        var shape = request.Shape;
        var segments = SegmentMap.Create(Segmentation, request.Picture, shape, Segments);
        if (Subsets < 2 * (segments.Count + 1))
            throw new UserException($"lime: subsets is {Subsets}, too few for {segments.Count} segments; at least {2 * (segments.Count + 1)} are needed.");

        using var baseline = new PooledBuffer<float>(shape.Length);
        using var coalitions = new PooledBuffer<bool>(Subsets * segments.Count);
        using var values = new PooledBuffer<float>(Subsets);
        if (Baseline is null) segments.FillMeans(request.Picture, baseline.Span);
        else baseline.Span.Fill((float)Baseline);
        Draw(request, segments.Count, coalitions.Span);
        PictureBatches.Evaluate(
            request.Function, new CoalitionPictures(request.Picture, baseline.Span, segments, coalitions.Span), values.Span, cancellation);

        var (coefficients, errors) = Fit(segments.Count, coalitions.Span, values.Span);
        for (var i = 0; i < attribution.Length; i++) attribution[i] = (float)coefficients[segments.Labels[i]];
        for (var i = 0; i < standardError.Length; i++) standardError[i] = (float)errors[segments.Labels[i]];
    }

    private static void Draw(in AttributionRequest request, int segments, Span<bool> coalitions)
    {
        var random = request.CreateRandom();
        coalitions[..segments].Fill(true);
        foreach (ref var present in coalitions[segments..]) present = random.NextBits() >> 63 == 1;
    }

    private (double[] Coefficients, double[] Errors) Fit(int segments, ReadOnlySpan<bool> coalitions, ReadOnlySpan<float> values)
    {
        // The last feature is the intercept, always present and never penalised.
        var equations = new NormalEquations(segments + 1);
        var features = new bool[segments + 1];
        features[segments] = true;
        for (var i = 0; i < values.Length; i++)
        {
            coalitions.Slice(i * segments, segments).CopyTo(features);
            equations.Add(features, (double)values[i] - values[0], Weight(features));
        }

        for (var j = 0; j < segments; j++) equations.Penalise(j, Ridge);
        var (inverse, solution) = equations.Solve();
        var variance = new SandwichVariance(inverse);
        var score = new double[segments + 1];
        for (var i = 0; i < values.Length; i++)
        {
            coalitions.Slice(i * segments, segments).CopyTo(features);
            var residual = (double)values[i] - values[0];
            for (var j = 0; j <= segments; j++) residual -= features[j] ? solution[j] : 0;
            var term = Weight(features) * residual;
            for (var j = 0; j <= segments; j++) score[j] = features[j] ? term : 0;
            variance.Add(score);
        }

        return (solution.ToArray(), [.. Enumerable.Range(0, segments).Select(j => variance.StandardError(j, segments + 1))]);
    }

    // The cosine of the angle to all ones is the root of the share of ones; the empty subset is at distance 1.
    private double Weight(ReadOnlySpan<bool> features)
    {
        var segments = features.Length - 1;
        var distance = 1 - Math.Sqrt((double)features[..segments].Count(true) / segments);
        return Math.Exp(-distance * distance / (2 * KernelWidth * KernelWidth));
    }
}
