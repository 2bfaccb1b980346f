using System.ComponentModel.DataAnnotations;
using EvalKit.Core.Attributions;
using EvalKit.Core.Images;
using EvalKit.Core.Memory;
using EvalKit.Core.Metrics;
using EvalKit.Core.Plugins;
using EvalKit.Methods.Attributions;

namespace EvalKit.Methods.Metrics.Explanations;

/// <summary>
/// Infidelity: E[(IᵀΦ − Δ)²] over perturbations I, with Δ = f(x) − f(x − I) the drop of the explained number. Parts:
/// <c>scaled</c>, with Φ times the β that makes it least, as the authors' code has it; and <c>relative</c>, that divided by E[Δ²],
/// from 0 to 1: the only form in which models may be compared. Where nothing changes the score, and for an attribution that is
/// zero, there is none; nor for methods whose values have no sign, since no sum of them can be a drop and a rise.
/// </summary>
/// <param name="Perturbation">
/// What I is: <c>squares</c> of sides 1 to 10 (of 28) replaced by the method's baseline (or each channel's mean where it has none),
/// I being 1 there, which goes with attributions that stand for the change itself; or <c>noise</c> in place of the picture,
/// I = x − max(0, 0.2 ε) with ε normal, which goes with slopes.
/// </param>
/// <param name="Draws">The number of perturbations; all squares are taken once where there are no more of them.</param>
/// <remarks>Yeh et al. 2019, On the (in)fidelity and sensitivity of explanations, definition 2.1 and section 2.3.</remarks>
[Plugin("infidelity", Version = 2, Source = PaperAndCode)]
public sealed record Infidelity(InfidelityPerturbation Perturbation = InfidelityPerturbation.Squares, [Range(3, 100_000)] int Draws = 1000) : IExplanationMetric
{
    private const string PaperAndCode =
        "Yeh et al. 2019, On the (in)fidelity and sensitivity of explanations, definition 2.1; chihkuanyeh/saliency_evaluation, infid_sen_utils.py";

    // Bounds the memory.
    private const int DrawsAtOnce = 64;

    /// <inheritdoc/>
    public MetricInfo Info { get; } = new("Infidelity", "score²", 0, double.PositiveInfinity, ScoreDirection.LowerIsBetter, PaperAndCode);

    /// <inheritdoc/>
    public bool NeedsCommonCorrectSamples => true;

    /// <inheritdoc/>
    public int Predictions(ImageShape shape, ExplanationNames names, IAttributionMethod method) =>
        method.HasSign ? (Perturbation == InfidelityPerturbation.Squares ? new SquareSizes(shape).Draws(Draws) : Draws) + 1 : 0;

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns(ExplanationNames names, string method) => ["infidelity", "scaled", "relative"];

    /// <inheritdoc/>
    public string? Measure(in ExplanationRequest request, Span<double> values, CancellationToken cancellation)
    {
        values.Fill(double.NaN);
        if (!request.Method.HasSign) return "the method's values have no sign, so that they cannot stand for a change of the score";
        if (MapQuality.WhyWithoutLength(request.Attribution) is { } reason) return reason;
        var count = Predictions(request.Shape, new([], [], []), request.Method) - 1;
        using var sums = new PooledBuffer<double>(count);
        using var numbers = new PooledBuffer<float>(count + 1);
        request.Function.Evaluate(request.Picture, numbers.Span[..1], cancellation);
        if (Perturbation == InfidelityPerturbation.Squares) Squares(request, sums.Span, numbers.Span[1..], cancellation);
        else Noise(request, sums.Span, numbers.Span[1..], cancellation);

        var (products, squares, drops) = (0.0, 0.0, 0.0);
        for (var i = 0; i < count; i++)
        {
            var drop = (double)numbers.Span[0] - numbers.Span[i + 1];
            products += drop * sums.Span[i];
            squares += sums.Span[i] * sums.Span[i];
            drops += drop * drop;
        }

        if (!double.IsFinite(drops)) return ProbabilityCurve.Unfinished;
        if (drops == 0) return "no perturbation changes the score";
        var infidelity = (squares - (2 * products) + drops) / count;
        var scaled = squares > 0 ? Math.Max(0, drops - (products * products / squares)) / count : drops / count;
        (values[0], values[1], values[2]) = (Math.Max(0, infidelity), scaled, scaled * count / drops);
        return null;
    }

    private void Squares(in ExplanationRequest request, Span<double> sums, Span<float> numbers, CancellationToken cancellation)
    {
        var shape = request.Shape;
        using var buffer = new PooledBuffer<float>((DrawsAtOnce + 1) * shape.Length);
        var baseline = buffer.Span[^shape.Length..];
        if (request.Method is ICompleteAttribution method) method.Baseline(new(request.Function, request.Picture, request.AttributionKey, request.References), baseline);
        else Baseline.Fill(request.Picture, shape, value: null, baseline);
        var sizes = new SquareSizes(shape);
        var random = request.CreateRandom();
        for (var first = 0; first < sums.Length; first += DrawsAtOnce)
        {
            var count = Math.Min(DrawsAtOnce, sums.Length - first);
            for (var i = 0; i < count; i++)
            {
                var picture = buffer.Span.Slice(i * shape.Length, shape.Length);
                request.Picture.CopyTo(picture);
                var square = sizes.At(sizes.Count <= Draws ? first + i : random.NextInt(sizes.Count));
                sums[first + i] = Replace(square, shape, request.Attribution, baseline, picture);
            }

            Evaluate(request, buffer.Span[..(count * shape.Length)], numbers.Slice(first, count), cancellation);
        }
    }

    private static double Replace((int Top, int Left, int Side) square, ImageShape shape, ReadOnlySpan<float> attribution, ReadOnlySpan<float> baseline, Span<float> picture)
    {
        var sum = 0.0;
        for (var y = square.Top; y < square.Top + square.Side; y++)
        {
            for (var x = square.Left; x < square.Left + square.Side; x++)
            {
                var pixel = (y * shape.Width) + x;
                sum += attribution[pixel];
                for (var i = pixel; i < picture.Length; i += shape.Pixels) picture[i] = baseline[i];
            }
        }

        return sum;
    }

    private static void Noise(in ExplanationRequest request, Span<double> sums, Span<float> numbers, CancellationToken cancellation)
    {
        const double Deviation = 0.2;
        var shape = request.Shape;
        using var buffer = new PooledBuffer<float>(DrawsAtOnce * shape.Length);
        var random = request.CreateRandom();
        for (var first = 0; first < sums.Length; first += DrawsAtOnce)
        {
            var count = Math.Min(DrawsAtOnce, sums.Length - first);
            for (var i = 0; i < count; i++)
            {
                var picture = buffer.Span.Slice(i * shape.Length, shape.Length);
                var sum = 0.0;
                for (var j = 0; j < picture.Length; j++)
                {
                    picture[j] = (float)Math.Clamp(Deviation * random.NextGaussian(), 0, 1);
                    sum += request.Attribution[j % shape.Pixels] * ((double)request.Picture[j] - picture[j]);
                }

                sums[first + i] = sum;
            }

            Evaluate(request, buffer.Span[..(count * shape.Length)], numbers.Slice(first, count), cancellation);
        }
    }

    private static void Evaluate(in ExplanationRequest request, ReadOnlySpan<float> pictures, Span<float> numbers, CancellationToken cancellation)
    {
        for (var start = 0; start < numbers.Length; start += request.PreferredBatch)
        {
            cancellation.ThrowIfCancellationRequested();
            var end = Math.Min(start + request.PreferredBatch, numbers.Length);
            request.Function.Evaluate(pictures[(start * request.Shape.Length)..(end * request.Shape.Length)], numbers[start..end], cancellation);
        }
    }
}
