using EvalKit.Core.Attributions;
using EvalKit.Core.Memory;
using EvalKit.Core.Randomness;

namespace EvalKit.Methods.Attributions.Gradients;

/// <summary>
/// The mean of Σ over the channels of (x − x′) · ∂f/∂x at x′ + α (x − x′), over draws of a baseline x′, of α uniform in 0 to 1,
/// and of noise that is added to x.
/// </summary>
internal ref struct RandomPaths : IGradientSequence
{
    private readonly AttributionRequest _request;
    private readonly IReferencePictures? _references;
    private readonly double _noise;
    private readonly Span<float> _baseline;
    private readonly Span<float> _differences;
    private readonly RunningMoments _moments;
    private RandomStream _random;

    private RandomPaths(in AttributionRequest request, IReferencePictures? references, double noise, Span<float> baseline, Span<float> differences, RunningMoments moments)
    {
        _request = request;
        _references = references;
        _noise = noise;
        _baseline = baseline;
        _differences = differences;
        _moments = moments;
        _random = request.CreateRandom();
    }

    /// <summary>Attributes by the mean over draws.</summary>
    /// <param name="request">What is attributed.</param>
    /// <param name="kind">The baseline, where <paramref name="references"/> is null.</param>
    /// <param name="references">The pictures of which one is drawn as the baseline each time; null for a fixed one.</param>
    /// <param name="noise">The standard deviation of the noise.</param>
    /// <param name="draws">The number of draws, at least 2.</param>
    /// <param name="attribution">Receives [height, width].</param>
    /// <param name="standardError">Receives [height, width]; empty where it is not wanted.</param>
    /// <param name="cancellation">Ends the work between two batches.</param>
    public static void Attribute(
        in AttributionRequest request,
        BaselineKind kind,
        IReferencePictures? references,
        double noise,
        int draws,
        Span<float> attribution,
        Span<float> standardError,
        CancellationToken cancellation)
    {
        var length = request.Shape.Length;
        var batch = Math.Min(request.Function.PreferredBatch, draws);
        using var baseline = new PooledBuffer<float>(length);
        using var differences = new PooledBuffer<float>(batch * length);
        using var buffer = new PooledBuffer<double>(2 * attribution.Length);
        buffer.Span.Clear();
        if (references is null) BaselinePicture.Fill(kind, request, baseline.Span);
        var moments = new RunningMoments(buffer.Span[..attribution.Length], buffer.Span[attribution.Length..]);
        var paths = new RandomPaths(request, references, noise, baseline.Span, differences.Span, moments);
        GradientBatches.Run(request.Differentiable, ref paths, draws, cancellation);
        for (var pixel = 0; pixel < attribution.Length; pixel++) attribution[pixel] = (float)moments.Mean(pixel, draws);
        for (var pixel = 0; pixel < standardError.Length; pixel++) standardError[pixel] = (float)moments.StandardError(pixel, draws);
    }

    /// <inheritdoc/>
    public void Write(int index, Span<float> destination)
    {
        _references?.Read(_random.NextInt(_references.Count), _baseline);
        var alpha = _random.NextSingle();
        var difference = DifferenceOf(index);
        for (var i = 0; i < destination.Length; i++)
        {
            var noise = _noise == 0 ? 0 : (float)(_noise * _random.NextGaussian());
            difference[i] = _request.Picture[i] + noise - _baseline[i];
            destination[i] = _baseline[i] + (alpha * difference[i]);
        }
    }

    /// <inheritdoc/>
    public readonly void Take(int index, ReadOnlySpan<float> picture, ReadOnlySpan<float> gradient)
    {
        var difference = DifferenceOf(index);
        var pixels = _request.Shape.Pixels;
        for (var pixel = 0; pixel < pixels; pixel++)
        {
            var sum = 0.0;
            for (var i = pixel; i < gradient.Length; i += pixels) sum += (double)difference[i] * gradient[i];
            _moments.Add(pixel, sum);
        }
    }

    // A batch is written before its gradients are taken.
    private readonly Span<float> DifferenceOf(int index)
    {
        var length = _baseline.Length;
        return _differences.Slice(index % (_differences.Length / length) * length, length);
    }
}
