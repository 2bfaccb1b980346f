using System.Collections.Concurrent;
using EvalKit.Core.Models;
using EvalKit.Onnx.Inference;

namespace EvalKit.Onnx.Differentiation;

/// <summary>What explanations look at in the graph of an image classifier; each part is made when it is first asked for.</summary>
/// <param name="path">The model's file.</param>
/// <param name="input">How pictures become the input, its fixed batch settled.</param>
/// <param name="logits">The tensor with the logits.</param>
/// <param name="classes">The number of scores of a picture.</param>
/// <param name="threads">The threads of one call.</param>
internal sealed class PictureGraph(string path, ResolvedInput input, string logits, int classes, int threads) : IDisposable
{
    private readonly ConcurrentDictionary<BackwardRule, PictureGradient> _propagations = new();

    /// <summary>Feature maps with gradients by them.</summary>
    public PictureFeatures Features { get; } = new(path, input, logits, threads);

    /// <summary>Attention weights.</summary>
    public PictureAttention Attention { get; } = new(path, input, logits, threads);

    /// <summary>What carries scores back by a rule.</summary>
    public PictureGradient By(BackwardRule rule) => _propagations.GetOrAdd(rule, one => new PictureGradient(path, input, logits, classes, threads, one));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var propagation in _propagations.Values) propagation.Dispose();
        Features.Dispose();
        Attention.Dispose();
    }
}
