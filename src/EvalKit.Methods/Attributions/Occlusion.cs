using System.ComponentModel.DataAnnotations;
using EvalKit.Core.Attributions;
using EvalKit.Core.Errors;
using EvalKit.Core.Images;
using EvalKit.Core.Memory;
using EvalKit.Core.Plugins;

namespace EvalKit.Methods.Attributions;

/// <summary>
/// Occlusion: how much the score drops when a square window is replaced by the baseline. Where windows overlap, a pixel has
/// the mean of the drops of all windows that cover it. The last window of a row or column is moved back to end at the edge.
/// </summary>
/// <param name="Window">The window's side in pixels; by default a seventh of the picture's shorter side (4 of 28, 32 of 224).</param>
/// <param name="Stride">The step between windows in pixels; by default half the window (2 of 28, 16 of 224).</param>
/// <param name="Baseline">The value that replaces every channel; by default each channel's mean over the picture.</param>
/// <remarks>Zeiler and Fergus 2014, Visualizing and understanding convolutional networks, section 4.2.</remarks>
[Plugin("occlusion", Source = "Zeiler and Fergus 2014, Visualizing and understanding convolutional networks, section 4.2")]
public sealed record Occlusion(
    [Range(1, 4096)] int? Window = null,
    [Range(1, 4096)] int? Stride = null,
    [Range(0.0, 1.0)] double? Baseline = null) : IAttributionMethod
{
    /// <inheritdoc/>
    public bool IsSampled => false;

    /// <inheritdoc/>
    public int Predictions(ImageShape shape) => Windows(shape).Count + 1;

    /// <inheritdoc/>
    /// <exception cref="UserException">The window is larger than the picture, or the stride than the window.</exception>
    public void Attribute(in AttributionRequest request, Span<float> attribution, Span<float> standardError, CancellationToken cancellation)
    {
        var windows = Windows(request.Shape);
        using var baseline = new PooledBuffer<float>(request.Shape.Length);
        Attributions.Baseline.Fill(request.Picture, request.Shape, Baseline, baseline.Span);

        using var buffer = new PooledBuffer<float>(windows.Count + 1);
        var scores = buffer.Span;
        PictureBatches.Evaluate(request.Function, new OccludedPictures(request.Picture, baseline.Span, windows), scores, cancellation);
        MeanDrop(windows, scores, attribution);
        standardError.Fill(float.NaN);
    }

    private OcclusionWindows Windows(ImageShape shape)
    {
        var side = Math.Min(shape.Height, shape.Width);
        var window = Window ?? Math.Max(1, side / 7);
        var stride = Stride ?? Math.Max(1, window / 2);
        if (window > side)
            throw new UserException($"occlusion: window is {window} pixels, but the picture is {shape.Height}x{shape.Width}; at most {side} is allowed.");
        if (stride > window)
            throw new UserException($"occlusion: stride is {stride} pixels, more than the window's {window}, so that pixels would be left out; at most {window} is allowed.");
        return new OcclusionWindows(shape, window, stride);
    }

    private static void MeanDrop(OcclusionWindows windows, ReadOnlySpan<float> scores, Span<float> attribution)
    {
        var width = windows.Shape.Width;
        using var sumBuffer = new PooledBuffer<double>(attribution.Length);
        using var countBuffer = new PooledBuffer<int>(attribution.Length);
        var sums = sumBuffer.Span;
        var counts = countBuffer.Span;
        sums.Clear();
        counts.Clear();
        for (var index = 0; index < windows.Count; index++)
        {
            var drop = (double)scores[0] - scores[index + 1];
            var (top, left) = windows.At(index);
            for (var y = top; y < top + windows.Side; y++)
            {
                for (var place = (y * width) + left; place < (y * width) + left + windows.Side; place++)
                {
                    sums[place] += drop;
                    counts[place]++;
                }
            }
        }

        for (var place = 0; place < attribution.Length; place++) attribution[place] = (float)(sums[place] / counts[place]);
    }

    // The unchanged picture, then one picture a window.
    private readonly ref struct OccludedPictures(ReadOnlySpan<float> picture, ReadOnlySpan<float> baseline, OcclusionWindows windows)
        : IPictureSequence
    {
        private readonly ReadOnlySpan<float> _picture = picture;
        private readonly ReadOnlySpan<float> _baseline = baseline;

        public void Write(int index, Span<float> destination)
        {
            _picture.CopyTo(destination);
            if (index == 0) return;
            var (top, left) = windows.At(index - 1);
            for (var channel = 0; channel < windows.Shape.Channels; channel++)
            {
                for (var y = top; y < top + windows.Side; y++)
                {
                    var row = (channel * windows.Shape.Pixels) + (y * windows.Shape.Width) + left;
                    _baseline.Slice(row, windows.Side).CopyTo(destination[row..]);
                }
            }
        }
    }
}
