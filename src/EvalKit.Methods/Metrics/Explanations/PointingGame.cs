using System.ComponentModel.DataAnnotations;
using EvalKit.Core.Attributions;
using EvalKit.Core.Images;
using EvalKit.Core.Metrics;
using EvalKit.Core.Plugins;

namespace EvalKit.Methods.Metrics.Explanations;

/// <summary>
/// Pointing game: whether the most relevant pixel lies on the object, 1 or 0 a sample. Part: <c>chance</c>, the share of the
/// picture that counts as the object, which a pixel at random has. Only for data with masks. Of equally relevant pixels the first
/// counts.
/// </summary>
/// <param name="Tolerance">How many pixels beside the object still count, in height and width; 15 of about 500 in the paper.</param>
/// <remarks>Zhang et al. 2018, Top-down neural attention by excitation backprop, section 4.1.</remarks>
[Plugin("pointing-game", Source = Paper)]
public sealed record PointingGame([Range(0, 4096)] int Tolerance = 0) : IExplanationMetric
{
    private const string Paper = "Zhang et al. 2018, Top-down neural attention by excitation backprop, section 4.1";

    /// <inheritdoc/>
    public MetricInfo Info { get; } = new("Pointing game", "fraction", 0, 1, ScoreDirection.HigherIsBetter, Paper);

    /// <inheritdoc/>
    public bool NeedsCommonCorrectSamples => true;

    /// <inheritdoc/>
    public bool NeedsMask => true;

    /// <inheritdoc/>
    public int Predictions(ImageShape shape, ExplanationNames names, IAttributionMethod method) => 0;

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns(ExplanationNames names, string method) => ["pointing-game", "chance"];

    /// <inheritdoc/>
    public string? Measure(in ExplanationRequest request, Span<double> values, CancellationToken cancellation)
    {
        values.Fill(double.NaN);
        if (MapQuality.WhyUnordered(request.Attribution) is { } reason) return reason;
        if (MapQuality.WhyUnmasked(request.Mask) is { } unmasked) return unmasked;
        var (largest, hits) = (0, 0);
        for (var i = 0; i < request.Attribution.Length; i++)
        {
            if (request.Attribution[i] > request.Attribution[largest]) largest = i;
            if (IsHit(request.Mask, request.Shape, i)) hits++;
        }

        values[0] = IsHit(request.Mask, request.Shape, largest) ? 1 : 0;
        values[1] = (double)hits / request.Attribution.Length;
        return null;
    }

    private bool IsHit(ReadOnlySpan<bool> mask, ImageShape shape, int pixel)
    {
        var (y, x) = Math.DivRem(pixel, shape.Width);
        for (var row = Math.Max(0, y - Tolerance); row <= Math.Min(shape.Height - 1, y + Tolerance); row++)
        {
            var (left, right) = (Math.Max(0, x - Tolerance), Math.Min(shape.Width - 1, x + Tolerance));
            if (mask.Slice((row * shape.Width) + left, right - left + 1).Contains(true)) return true;
        }

        return false;
    }
}
