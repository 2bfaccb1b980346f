using System.ComponentModel.DataAnnotations;
using EvalKit.Core.Attributions;
using EvalKit.Core.Images;
using EvalKit.Core.Memory;
using EvalKit.Core.Plugins;
using EvalKit.Core.Randomness;

namespace EvalKit.Methods.Attributions.Gradients;

/// <summary>
/// SmoothGrad: saliency of a score that is smoothed: the gradient's mean over copies of the picture with Gaussian noise, of
/// which a pixel has the largest magnitude over its channels. The standard error is that of the mean, at that channel.
/// </summary>
/// <param name="Draws">The number of noisy copies.</param>
/// <param name="Noise">The noise's standard deviation, as a share of the picture's range of values; 0.1 to 0.2 in the paper.</param>
/// <remarks>Smilkov et al. 2017, SmoothGrad: removing noise by adding noise, section 3.</remarks>
[Plugin("smoothgrad", Source = "Smilkov, Thorat, Kim, Viégas and Wattenberg 2017, SmoothGrad: removing noise by adding noise, section 3")]
public sealed record SmoothGrad([Range(2, 100_000)] int Draws = 50, [Range(0.0, 1.0)] double Noise = 0.15) : IGradientAttribution
{
    /// <inheritdoc/>
    public bool IsSampled => true;

    /// <inheritdoc/>
    public bool HasSign => false;

    /// <inheritdoc/>
    public int Predictions(ImageShape shape) => Draws * GradientBatches.PredictionsPerGradient;

    /// <inheritdoc/>
    public void Attribute(in AttributionRequest request, Span<float> attribution, Span<float> standardError, CancellationToken cancellation)
    {
        var length = request.Shape.Length;
        using var buffer = new PooledBuffer<double>(2 * length);
        buffer.Span.Clear();
        var moments = new RunningMoments(buffer.Span[..length], buffer.Span[length..]);
        var copies = new NoisyCopies(request.Picture, Noise * Range(request.Picture), request.CreateRandom(), moments);
        GradientBatches.Run(request.Differentiable, ref copies, Draws, cancellation);
        for (var pixel = 0; pixel < attribution.Length; pixel++)
        {
            var largest = pixel;
            for (var i = pixel; i < length; i += attribution.Length)
            {
                if (Math.Abs(moments.Mean(i, Draws)) > Math.Abs(moments.Mean(largest, Draws))) largest = i;
            }

            attribution[pixel] = (float)Math.Abs(moments.Mean(largest, Draws));
            if (!standardError.IsEmpty) standardError[pixel] = (float)moments.StandardError(largest, Draws);
        }
    }

    private static float Range(ReadOnlySpan<float> picture)
    {
        var (least, largest) = (float.PositiveInfinity, float.NegativeInfinity);
        foreach (var value in picture) (least, largest) = (Math.Min(least, value), Math.Max(largest, value));
        return largest - least;
    }

    private ref struct NoisyCopies(ReadOnlySpan<float> picture, double deviation, RandomStream random, RunningMoments moments) : IGradientSequence
    {
        private readonly ReadOnlySpan<float> _picture = picture;
        private readonly RunningMoments _moments = moments;
        private RandomStream _random = random;

        public void Write(int index, Span<float> destination)
        {
            for (var i = 0; i < destination.Length; i++) destination[i] = (float)(_picture[i] + (deviation * _random.NextGaussian()));
        }

        public readonly void Take(int index, ReadOnlySpan<float> picture, ReadOnlySpan<float> gradient)
        {
            for (var i = 0; i < gradient.Length; i++) _moments.Add(i, gradient[i]);
        }
    }
}
