using System.ComponentModel.DataAnnotations;
using EvalKit.Core.Attributions;
using EvalKit.Core.Images;
using EvalKit.Core.Memory;
using EvalKit.Core.Metrics;
using EvalKit.Core.Plugins;

namespace EvalKit.Methods.Metrics.Explanations;

/// <summary>
/// Max-sensitivity: how far an attribution moves, relative to its own length, when the picture is disturbed a little:
/// max ‖Φ(x + δ) − Φ(x)‖ / ‖Φ(x)‖ (Euclidean) over some δ drawn uniformly from [−r, r] for each value. Disturbed pictures are
/// not clipped, as in the authors' code. A sampled method uses the same masks again, so that this is not its sampling noise.
/// An attribution that is zero or not finite has no value.
/// </summary>
/// <param name="Draws">The number of disturbed pictures.</param>
/// <param name="Radius">r, in units of the picture's range 0 to 1.</param>
/// <remarks>Yeh et al. 2019, On the (in)fidelity and sensitivity of explanations, definition 3.1.</remarks>
[Plugin("max-sensitivity", Source = PaperAndCode)]
public sealed record MaxSensitivity([Range(1, 1000)] int Draws = 10, [Range(0.0001, 1.0)] double Radius = 0.02) : IExplanationMetric
{
    private const string PaperAndCode =
        "Yeh et al. 2019, On the (in)fidelity and sensitivity of explanations, definition 3.1; chihkuanyeh/saliency_evaluation, infid_sen_utils.py";

    /// <inheritdoc/>
    public MetricInfo Info { get; } =
        new("Max-sensitivity", "ratio", 0, double.PositiveInfinity, ScoreDirection.LowerIsBetter, PaperAndCode);

    /// <inheritdoc/>
    public bool NeedsCommonCorrectSamples => false;

    /// <inheritdoc/>
    public int Predictions(ImageShape shape, ExplanationNames names, IAttributionMethod method) => Draws * method.Predictions(shape);

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns(ExplanationNames names, string method) => ["max-sensitivity"];

    /// <inheritdoc/>
    public string? Measure(in ExplanationRequest request, Span<double> values, CancellationToken cancellation)
    {
        var length = Distance(request.Attribution, default);
        values[0] = double.NaN;
        if (MapQuality.WhyWithoutLength(request.Attribution) is { } reason) return reason;

        using var pictureBuffer = new PooledBuffer<float>(request.Shape.Length);
        using var attributionBuffer = new PooledBuffer<float>(request.Shape.Pixels);
        var picture = pictureBuffer.Span;
        var attribution = attributionBuffer.Span;
        var random = request.CreateRandom();
        var largest = 0.0;
        for (var draw = 0; draw < Draws; draw++)
        {
            for (var i = 0; i < picture.Length; i++)
                picture[i] = request.Picture[i] + (float)(Radius * ((2 * random.NextDouble()) - 1));
            request.Method.Attribute(new(request.Function, picture, request.AttributionKey, request.References), attribution, [], cancellation);
            largest = Math.Max(largest, Distance(attribution, request.Attribution));
        }

        values[0] = largest / length;
        return double.IsFinite(values[0]) ? null : "the attribution of a disturbed picture is not finite";
    }

    // Empty others stand for zeros.
    private static double Distance(ReadOnlySpan<float> values, ReadOnlySpan<float> others)
    {
        var sum = 0.0;
        for (var i = 0; i < values.Length; i++)
        {
            var difference = (double)values[i] - (others.IsEmpty ? 0 : others[i]);
            sum += difference * difference;
        }

        return Math.Sqrt(sum);
    }
}
