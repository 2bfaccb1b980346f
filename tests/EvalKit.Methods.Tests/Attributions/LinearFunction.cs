using EvalKit.Core.Attributions;
using EvalKit.Core.Images;

namespace EvalKit.Methods.Tests.Attributions;

/// <summary>f(x) = bias + Σ weightᵢ xᵢ, of which most attributions are known in closed form.</summary>
internal sealed class LinearFunction(ImageShape shape, float[] weights, float bias, int preferredBatch = 16) : IDifferentiableFunction
{
    public ImageShape Shape => shape;

    public int PreferredBatch => preferredBatch;

    public float[] Weights => weights;

    public float Bias => bias;

    public void Evaluate(ReadOnlySpan<float> pictures, Span<float> values, CancellationToken cancellation)
    {
        Assert.InRange(values.Length, 1, preferredBatch);
        Assert.Equal(values.Length * shape.Length, pictures.Length);
        for (var i = 0; i < values.Length; i++) values[i] = (float)Of(pictures.Slice(i * shape.Length, shape.Length));
    }

    public void Gradient(ReadOnlySpan<float> pictures, Span<float> gradients, CancellationToken cancellation)
    {
        Assert.InRange(pictures.Length / shape.Length, 1, preferredBatch);
        Assert.Equal(pictures.Length, gradients.Length);
        for (var start = 0; start < gradients.Length; start += shape.Length) weights.CopyTo(gradients[start..]);
    }

    public double Of(ReadOnlySpan<float> picture)
    {
        var sum = (double)bias;
        for (var i = 0; i < picture.Length; i++) sum += (double)weights[i] * picture[i];
        return sum;
    }
}
