using System.ComponentModel.DataAnnotations;
using EvalKit.Core.Attributions;
using EvalKit.Core.Images;
using EvalKit.Core.Memory;
using EvalKit.Core.Plugins;

namespace EvalKit.Methods.Attributions.Gradients;

/// <summary>
/// Integrated gradients: Σ over the channels of (x − x′) ∫₀¹ ∂f/∂x at x′ + α (x − x′) dα. The values add up to f(x) − f(x′), up
/// to what the sum in place of the integral leaves; where that is more than the stated share, the steps are doubled until it is
/// not, or there would be more than the most.
/// </summary>
/// <param name="Steps">The points of the path at which the gradient is taken, to begin with.</param>
/// <param name="Baseline">The picture x′ from which the path starts.</param>
/// <param name="Quadrature">How the integral is made a sum.</param>
/// <param name="Residual">The share |Σφ − (f(x) − f(x′))| / |f(x) − f(x′)| up to which a sum is taken for the integral.</param>
/// <param name="MostSteps">The steps beyond which nothing is doubled.</param>
/// <remarks>Sundararajan, Taly and Yan 2017, Axiomatic attribution for deep networks, equation 1 and section 5.</remarks>
[Plugin("integrated-gradients", Source = "Sundararajan, Taly and Yan 2017, Axiomatic attribution for deep networks, equation 1 and section 5")]
public sealed record IntegratedGradients(
    [Range(2, 4096)] int Steps = 50,
    BaselineKind Baseline = BaselineKind.Zero,
    Quadrature Quadrature = Quadrature.GaussLegendre,
    [Range(0.0, 1.0)] double Residual = 0.05,
    [Range(2, 65536)] int MostSteps = 400) : IGradientAttribution, ICompleteAttribution
{
    /// <inheritdoc/>
    public bool IsSampled => false;

    /// <inheritdoc/>
    public int Predictions(ImageShape shape) => (Steps * GradientBatches.PredictionsPerGradient) + 2;

    /// <inheritdoc/>
    void ICompleteAttribution.Baseline(in AttributionRequest request, Span<float> baseline) => BaselinePicture.Fill(Baseline, request, baseline);

    /// <inheritdoc/>
    public void Attribute(in AttributionRequest request, Span<float> attribution, Span<float> standardError, CancellationToken cancellation)
    {
        var length = request.Shape.Length;
        using var buffer = new PooledBuffer<float>(2 * length);
        using var slopeBuffer = new PooledBuffer<float>(length);
        var baseline = buffer.Span[..length];
        var difference = buffer.Span[length..];
        var slope = slopeBuffer.Span;
        BaselinePicture.Fill(Baseline, request, baseline);
        var change = Change(request, baseline, cancellation);
        for (var i = 0; i < length; i++) difference[i] = request.Picture[i] - baseline[i];
        for (var steps = Steps; ; steps *= 2)
        {
            MeanSlope(request, baseline, QuadraturePoints.Of(Quadrature, steps), slope, cancellation);
            Channels.SumOfProducts(difference, slope, attribution);
            if (2 * steps > MostSteps || IsComplete(difference, slope, change)) break;
        }

        standardError.Fill(float.NaN);
    }

    private static double Change(in AttributionRequest request, ReadOnlySpan<float> baseline, CancellationToken cancellation)
    {
        Span<float> values = stackalloc float[2];
        request.Function.Evaluate(request.Picture, values[..1], cancellation);
        request.Function.Evaluate(baseline, values[1..], cancellation);
        return (double)values[0] - values[1];
    }

    private static void MeanSlope(in AttributionRequest request, ReadOnlySpan<float> baseline, QuadraturePoints points, Span<float> slope, CancellationToken cancellation)
    {
        using var sums = new PooledBuffer<double>(slope.Length);
        sums.Span.Clear();
        var path = new StraightPath(request.Picture, baseline, points, sums.Span);
        GradientBatches.Run(request.Differentiable, ref path, points.Places.Length, cancellation);
        for (var i = 0; i < slope.Length; i++) slope[i] = (float)sums.Span[i];
    }

    // Summed in double, so that the rounding of the attribution does not count as a residual.
    private bool IsComplete(ReadOnlySpan<float> difference, ReadOnlySpan<float> slope, double change)
    {
        var sum = 0.0;
        for (var i = 0; i < slope.Length; i++) sum += (double)difference[i] * slope[i];
        return Math.Abs(sum - change) <= Residual * Math.Abs(change);
    }
}
