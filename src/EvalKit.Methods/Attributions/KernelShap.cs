using System.ComponentModel.DataAnnotations;
using EvalKit.Core.Attributions;
using EvalKit.Core.Errors;
using EvalKit.Core.Images;
using EvalKit.Core.Memory;
using EvalKit.Core.Plugins;
using EvalKit.Methods.Attributions.Segments;

namespace EvalKit.Methods.Attributions;

/// <summary>
/// KernelSHAP: the Shapley values of a picture's segments, by regression of the score over subsets of them. The values add up
/// to the score of the picture less that of the baseline, exactly. A pixel has an equal share of its segment's value. Where
/// the number of subsets suffices for all of them they are enumerated, and the values are exact with standard error 0; else
/// subsets are drawn by the Shapley kernel, each with its complement, and the standard error is the sandwich estimate over
/// the pairs.
/// </summary>
/// <param name="Subsets">The number of subsets besides the empty and the whole one.</param>
/// <param name="Segments">About how many segments the picture is cut into; 49 is 7 × 7 on a square picture.</param>
/// <param name="Segmentation">How the picture is cut.</param>
/// <param name="Baseline">The value of absent segments in every channel; by default each channel's mean over the picture.</param>
/// <remarks>
/// Lundberg and Lee 2017, A unified approach to interpreting model predictions, theorem 2; Covert and Lee 2021, Improving
/// KernelSHAP, on paired sampling and the constrained solution.
/// </remarks>
[Plugin("kernel-shap", Source = "Lundberg and Lee 2017, theorem 2; Covert and Lee 2021, Improving KernelSHAP, sections 3 and 4")]
public sealed record KernelShap(
    [Range(2, 1_000_000)] int Subsets = 1000,
    [Range(2, 1024)] int Segments = 49,
    Segmentation Segmentation = Segmentation.Grid,
    [Range(0.0, 1.0)] double? Baseline = null) : ICompleteAttribution
{
    /// <inheritdoc/>
    public bool IsSampled => true;

    /// <inheritdoc/>
    public int Predictions(ImageShape shape) => Subsets + 2;

    /// <inheritdoc/>
    void ICompleteAttribution.Baseline(in AttributionRequest request, Span<float> baseline) =>
        Attributions.Baseline.Fill(request.Picture, request.Shape, Baseline, baseline);

    /// <inheritdoc/>
    /// <exception cref="UserException">There are fewer than four drawn subsets a segment, or the picture has one segment only.</exception>
    public void Attribute(in AttributionRequest request, Span<float> attribution, Span<float> standardError, CancellationToken cancellation)
    {
        var shape = request.Shape;
        var segments = SegmentMap.Create(Segmentation, request.Picture, shape, Segments);
        if (segments.Count < 2) throw new UserException($"kernel-shap: a picture of {shape} has one segment only; at least 2 are needed.");

        var enumerated = segments.Count < 31 && (1 << segments.Count) - 2 <= Subsets;
        if (!enumerated && Subsets < 4 * segments.Count)
            throw new UserException($"kernel-shap: subsets is {Subsets}, too few for {segments.Count} segments; at least {4 * segments.Count} are needed.");

        // The empty and the whole set come first, then pairs of complements.
        var count = enumerated ? 1 << segments.Count : 2 + (Subsets / 2 * 2);
        using var baseline = new PooledBuffer<float>(shape.Length);
        using var coalitions = new PooledBuffer<bool>(count * segments.Count);
        using var values = new PooledBuffer<float>(count);
        Attributions.Baseline.Fill(request.Picture, shape, Baseline, baseline.Span);
        if (enumerated) ShapleyCoalitions.Enumerate(coalitions.Span, segments.Count);
        else ShapleyCoalitions.Draw(request.CreateRandom(), coalitions.Span, segments.Count);
        PictureBatches.Evaluate(
            request.Function, new CoalitionPictures(request.Picture, baseline.Span, segments, coalitions.Span), values.Span, cancellation);

        var (shapley, errors) = ShapleyRegression.Fit(coalitions.Span, values.Span, enumerated);
        var sizes = segments.Sizes();
        for (var i = 0; i < attribution.Length; i++) attribution[i] = Share(shapley, i);
        for (var i = 0; i < standardError.Length; i++) standardError[i] = Share(errors, i);

        float Share(double[] ofSegments, int pixel) => (float)(ofSegments[segments.Labels[pixel]] / sizes[segments.Labels[pixel]]);
    }
}
