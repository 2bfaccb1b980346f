using EvalKit.Core.Images;
using EvalKit.Core.Models;
using EvalKit.Core.Planning;

namespace EvalKit.Core.Tests.Execution.Lanes;

/// <summary>Score k is k plus the first pixel; the gradient is the seed's sum times the picture, and the map is the first pixel. It notes what it is asked.</summary>
internal sealed class RecordingModel : IGraphModel, IVariableModel
{
    public static readonly ImageShape Shape = new(1, 2, 2);

    public static readonly int Batch = BatchSize.For(Shape);

    private readonly Lock _gate = new();

    /// <summary>Each call, with its number of pictures and the first pixel of the first.</summary>
    public List<(string What, int Count, float First)> Calls { get; } = [];

    public RecordingModel? Variant { get; init; }

    public Func<float, bool> Fails { get; init; } = _ => false;

    public ModelSignature Signature { get; } = new(Shape, 2, ScoreKind.Logits, null);

    public string? GradientRefusal => null;

    public string? AttentionRefusal => "it has none";

    public string? RefusalOf(BackwardRule rule) => "it has no rules";

    public string? RefusalOfFeatures(string? layer) => null;

    public void Predict(ReadOnlySpan<float> inputs, Span<float> scores, CancellationToken cancellation)
    {
        Note("scores", inputs);
        for (var i = 0; i < scores.Length; i++) scores[i] = (i % 2) + inputs[i / 2 * Shape.Length];
    }

    public void Gradient(ReadOnlySpan<float> inputs, ReadOnlySpan<float> seed, Span<float> gradient, CancellationToken cancellation)
    {
        Note("gradients", inputs);
        for (var i = 0; i < gradient.Length; i++) gradient[i] = inputs[i] * (seed[i / Shape.Length * 2] + seed[(i / Shape.Length * 2) + 1]);
    }

    public void Propagate(
        BackwardRule rule, ReadOnlySpan<float> inputs, ReadOnlySpan<float> references, ReadOnlySpan<float> seed, Span<float> result, CancellationToken cancellation) =>
        throw new InvalidOperationException(RefusalOf(rule));

    public FeatureMap[] Features(string? layer, ReadOnlySpan<float> inputs, ReadOnlySpan<float> seeds)
    {
        Note($"maps of {layer}", inputs);
        var maps = new FeatureMap[inputs.Length / Shape.Length];
        for (var i = 0; i < maps.Length; i++) maps[i] = new FeatureMap(layer!, 1, 1, 1, [inputs[i * Shape.Length]], [seeds[2 * i]]);
        return maps;
    }

    public IReadOnlyList<AttentionWeights> Attention(ReadOnlySpan<float> picture) => throw new InvalidOperationException(AttentionRefusal);

    public IModel? Permuted(double share, ulong key, out string? refusal)
    {
        refusal = null;
        return Variant;
    }

    public IModel? Resized(ImageShape shape, out string? refusal)
    {
        refusal = "it is of one size";
        return null;
    }

    public void Dispose()
    {
    }

    private void Note(string what, ReadOnlySpan<float> inputs)
    {
        lock (_gate) Calls.Add((what, inputs.Length / Shape.Length, inputs[0]));
        for (var i = 0; i < inputs.Length; i += Shape.Length)
            if (Fails(inputs[i])) throw new ModelException("it does not like it");
    }
}
