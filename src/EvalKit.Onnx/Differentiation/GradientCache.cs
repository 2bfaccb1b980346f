using EvalKit.Onnx.Differentiation.Backward;
using EvalKit.Onnx.Graphs;

namespace EvalKit.Onnx.Differentiation;

/// <summary>The compiled gradients of one model, by tensor, output and shapes. Several threads may ask at once.</summary>
/// <param name="path">The model's file.</param>
/// <param name="threads">The threads of one call.</param>
/// <param name="propagation">What is carried back; null for the derivative.</param>
internal sealed class GradientCache(string path, int threads, Propagation? propagation = null) : IDisposable
{
    private readonly Dictionary<string, GradientModel> _models = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <summary>Finds or compiles a gradient; the file is read anew then, so that nothing keeps it in memory between.</summary>
    /// <param name="wrt">The tensor to differentiate by.</param>
    /// <param name="output">The tensor whose gradient is given.</param>
    /// <param name="inputs">The dimensions of each input.</param>
    /// <exception cref="NotDifferentiableException">The graph cannot be differentiated.</exception>
    public GradientModel Get(string wrt, string output, IReadOnlyDictionary<string, long[]> inputs)
    {
        var shapes = inputs.OrderBy(input => input.Key, StringComparer.Ordinal).Select(input => $"{input.Key}={string.Join(',', input.Value)}");
        var key = string.Join('\n', shapes.Prepend(output).Prepend(wrt));
        lock (_gate)
        {
            if (!_models.TryGetValue(key, out var model)) _models[key] = model = GradientModel.Compile(ModelFile.Read(path), inputs, wrt, output, threads, propagation);
            return model;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var model in _models.Values) model.Dispose();
        _models.Clear();
    }
}
