using EvalKit.Core.Errors;
using EvalKit.Core.Models;
using EvalKit.Onnx.Differentiation.Propagations;
using EvalKit.Onnx.Inference;

namespace EvalKit.Onnx.Differentiation;

/// <summary>The gradient of an image classifier's scores by canonical pictures, through its own preprocessing.</summary>
internal sealed class PictureGradient : IDisposable
{
    private readonly ResolvedInput _input;
    private readonly string _output;
    private readonly int _classes;
    private readonly BackwardRule? _rule;
    private readonly Preprocessing _preprocessing;
    private readonly GradientCache _models;
    private readonly Lazy<string?> _refusal;
    private readonly Dictionary<int, Stack<GradientCall>> _idle = [];
    private readonly Lock _gate = new();

    /// <summary>Prepares the gradient; nothing is compiled yet.</summary>
    /// <param name="path">The model's file.</param>
    /// <param name="input">How pictures become the input, its fixed batch settled.</param>
    /// <param name="output">The tensor with the scores.</param>
    /// <param name="classes">The number of scores of a picture.</param>
    /// <param name="threads">The threads of one call.</param>
    /// <param name="rule">What is carried back; null for the derivative.</param>
    public PictureGradient(string path, ResolvedInput input, string output, int classes, int threads, BackwardRule? rule = null)
    {
        // Integers become floats of the same value: rounding would have no derivative.
        _input = input with { ElementType = "float32" };
        (_output, _classes, _rule) = (output, classes, rule);
        _preprocessing = new Preprocessing(_input);
        _models = new GradientCache(path, threads, rule switch
        {
            BackwardRule.Guided => new GuidedBackpropagation(),
            BackwardRule.Rescale => new Rescale(),
            BackwardRule.Relevance relevance => new RelevancePropagation(relevance),
            _ => null,
        });
        _refusal = new Lazy<string?>(FindRefusal);
    }

    /// <summary>Why there is no gradient, or null.</summary>
    public string? Refusal => _refusal.Value;

    /// <summary>Computes gradients, or what the rule has in their place; see <see cref="IDifferentiableModel.Gradient"/> and <see cref="IGraphModel.Propagate"/>.</summary>
    public void Compute(ReadOnlySpan<float> pictures, ReadOnlySpan<float> references, ReadOnlySpan<float> seed, Span<float> gradient, CancellationToken cancellation)
    {
        if (Refusal is { } refusal) throw new InvalidOperationException(refusal);
        var length = _input.Shape.Length;
        var count = pictures.Length / length;
        if (count == 0 || pictures.Length != count * length) throw new ArgumentException($"{pictures.Length} numbers are no whole pictures of {_input.Shape}", nameof(pictures));
        if (seed.Length != count * _classes) throw new ArgumentException($"a seed of {seed.Length} numbers for {count} pictures of {_classes} classes", nameof(seed));
        if (references.Length != (_rule is BackwardRule.Rescale ? pictures.Length : 0)) throw new ArgumentException($"references of {references.Length} numbers for {count} pictures", nameof(references));
        if (gradient.Length != pictures.Length) throw new ArgumentException($"{gradient.Length} numbers for a gradient of {pictures.Length}", nameof(gradient));
        for (var start = 0; start < count;)
        {
            cancellation.ThrowIfCancellationRequested();
            var batch = _input.FixedBatch ?? GradientBatch.For(count - start, Model(1).ActivationBytes);
            var part = Math.Min(batch, count - start);
            var pixels = new Range(start * length, (start + part) * length);
            Compute(batch, pictures[pixels], references.IsEmpty ? [] : references[pixels], seed.Slice(start * _classes, part * _classes), gradient[pixels]);
            start += part;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var call in _idle.Values.SelectMany(calls => calls)) call.Dispose();
        _models.Dispose();
    }

    private void Compute(int batch, ReadOnlySpan<float> pictures, ReadOnlySpan<float> references, ReadOnlySpan<float> seed, Span<float> gradient)
    {
        var length = _input.Shape.Length;
        var call = Rent(batch);
        try
        {
            var scratch = new float[_preprocessing.Scratch];
            var tensor = call.Input<byte>(_input.Name);
            var bytes = tensor.Length / batch;

            // What fills up the batch has a seed of 0.
            tensor.Clear();
            call.Seed.Clear();
            seed.CopyTo(call.Seed);
            call.Reference.Clear();
            for (var i = 0; i * length < pictures.Length; i++) _preprocessing.Write(pictures.Slice(i * length, length), tensor.Slice(i * bytes, bytes), scratch);
            for (var i = 0; i * length < references.Length; i++) _preprocessing.Write(references.Slice(i * length, length), call.Reference.Slice(i * bytes, bytes), scratch);
            call.Run();
            for (var i = 0; i * length < pictures.Length; i++)
            {
                // Relevance is no slope: what a value of the input has stays with its pixel.
                var carried = call.Gradient.Slice(i * length, length);
                if (_rule is BackwardRule.Relevance) _preprocessing.ArrangeBack(carried, gradient.Slice(i * length, length));
                else _preprocessing.WriteBack(carried, gradient.Slice(i * length, length));
            }
        }
        finally
        {
            lock (_gate) _idle[batch].Push(call);
        }
    }

    private GradientCall Rent(int batch)
    {
        var model = Model(batch);
        lock (_gate)
        {
            if (!_idle.TryGetValue(batch, out var idle)) _idle[batch] = idle = [];
            return idle.TryPop(out var call) ? call : model.CreateCall();
        }
    }

    private GradientModel Model(int batch) => _models.Get(
        _input.Name, _output, new Dictionary<string, long[]>(StringComparer.Ordinal) { [_input.Name] = _input.Dimensions(batch) });

    private string? FindRefusal()
    {
        try
        {
            var given = Model(_input.FixedBatch ?? 1).Output.Count;
            return given == (_input.FixedBatch ?? 1) * (long)_classes ? null : $"the output '{_output}' has {given} numbers, not one a class";
        }
        catch (NotDifferentiableException refusal)
        {
            return refusal.Message;
        }
        catch (UserException error)
        {
            return $"the runtime does not take the graph of its gradient: {error.Message}";
        }
    }
}
