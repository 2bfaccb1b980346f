using EvalKit.Core.Attributions;
using EvalKit.Core.Images;
using EvalKit.Core.Models;

namespace EvalKit.Methods.Tests.Attributions;

/// <summary>Any function of one picture, for tests; with its gradient, where a test needs it.</summary>
internal sealed class NumberFunction(ImageShape shape, Func<float[], double> function, int preferredBatch = 16, Func<float[], float[]>? gradient = null) : IGraphFunction
{
    public ImageShape Shape => shape;

    public int PreferredBatch => preferredBatch;

    /// <summary>The pictures at which the gradient was taken.</summary>
    public int Gradients { get; private set; }

    /// <summary>f(x) = Σ (aᵢ xᵢ² + bᵢ xᵢ³).</summary>
    public static NumberFunction Cubic(ImageShape shape, float[] a, float[] b) => new(
        shape,
        x => x.Select((value, i) => (a[i] * (double)value * value) + (b[i] * Math.Pow(value, 3))).Sum(),
        gradient: x => [.. x.Select((value, i) => (float)((2.0 * a[i] * value) + (3.0 * b[i] * value * value)))]);

    public void Evaluate(ReadOnlySpan<float> pictures, Span<float> values, CancellationToken cancellation)
    {
        for (var i = 0; i < values.Length; i++) values[i] = (float)function(pictures.Slice(i * shape.Length, shape.Length).ToArray());
    }

    public void Gradient(ReadOnlySpan<float> pictures, Span<float> gradients, CancellationToken cancellation)
    {
        for (var start = 0; start < pictures.Length; start += shape.Length) gradient!(pictures.Slice(start, shape.Length).ToArray()).CopyTo(gradients[start..]);
        Gradients += pictures.Length / shape.Length;
    }

    /// <summary>As if it were linear here.</summary>
    public void Propagate(BackwardRule rule, ReadOnlySpan<float> pictures, ReadOnlySpan<float> references, Span<float> result, CancellationToken cancellation) =>
        Gradient(pictures, result, cancellation);

    public FeatureMap Features(string? layer, ReadOnlySpan<float> picture) =>
        new("picture", shape.Channels, shape.Height, shape.Width, picture.ToArray(), gradient!(picture.ToArray()));

    public IReadOnlyList<AttentionWeights> Attention(ReadOnlySpan<float> picture) => [new("all", 1, 4, 2, 2, [.. Enumerable.Repeat(0.25f, 16)])];
}
