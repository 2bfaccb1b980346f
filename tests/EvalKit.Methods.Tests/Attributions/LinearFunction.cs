using System.Numerics.Tensors;
using EvalKit.Core.Attributions;
using EvalKit.Core.Images;
using EvalKit.Core.Models;

namespace EvalKit.Methods.Tests.Attributions;

/// <summary>f(x) = bias + Σ weightᵢ xᵢ, of which most attributions are known in closed form.</summary>
internal sealed class LinearFunction(ImageShape shape, float[] weights, float bias, int preferredBatch = 16) : IGraphFunction
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

    public void Propagate(BackwardRule rule, ReadOnlySpan<float> pictures, ReadOnlySpan<float> references, Span<float> result, CancellationToken cancellation)
    {
        Gradient(pictures, result, cancellation);
        Assert.Equal(rule is BackwardRule.Rescale ? pictures.Length : 0, references.Length);
        if (rule is BackwardRule.Relevance) TensorPrimitives.Multiply(result, pictures, result);
    }

    /// <summary>The picture itself is the feature map.</summary>
    public FeatureMap Features(string? layer, ReadOnlySpan<float> picture) => new("picture", shape.Channels, shape.Height, shape.Width, picture.ToArray(), weights);

    /// <summary>Two layers of two heads, in which patch i takes from patches i and i + 1.</summary>
    public IReadOnlyList<AttentionWeights> Attention(ReadOnlySpan<float> picture)
    {
        var tokens = shape.Pixels;
        var values = new float[2 * tokens * tokens];
        for (var i = 0; i < tokens; i++)
        {
            values[(i * tokens) + i] = 1;
            values[((tokens + i) * tokens) + ((i + 1) % tokens)] = 1;
        }

        return [.. Enumerable.Range(0, 2).Select(i => new AttentionWeights($"{i}", 2, tokens, shape.Height, shape.Width, values))];
    }

    public double Of(ReadOnlySpan<float> picture)
    {
        var sum = (double)bias;
        for (var i = 0; i < picture.Length; i++) sum += (double)weights[i] * picture[i];
        return sum;
    }
}
