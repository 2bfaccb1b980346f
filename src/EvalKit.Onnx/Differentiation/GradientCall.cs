using System.Runtime.InteropServices;
using EvalKit.Core.Models;
using EvalKit.Onnx.Inference;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace EvalKit.Onnx.Differentiation;

/// <summary>
/// The memory of one call of a <see cref="GradientModel"/>: fill the inputs and the seed, run, read the results; again and again
/// without allocation. One thread uses it at a time.
/// </summary>
public sealed class GradientCall : IDisposable
{
    private readonly GradientModel _model;
    private readonly OrtIoBinding _binding;
    private readonly RunOptions _options = new() { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
    private readonly Dictionary<string, BoundTensor> _inputs = new(StringComparer.Ordinal);
    private readonly BoundTensor _seed;
    private readonly BoundTensor _output;
    private readonly BoundTensor _wrt;
    private readonly BoundTensor _gradient;
    private readonly BoundTensor? _reference;

    internal GradientCall(GradientModel model)
    {
        (_model, _binding) = (model, model.Session.CreateIoBinding());
        foreach (var input in model.Inputs)
        {
            var tensor = new BoundTensor(model.Session.InputMetadata[input.Name].ElementDataType, [.. input.Dimensions]);
            _inputs.Add(input.Name, tensor);
            _binding.BindInput(input.Name, tensor.Value);
        }

        _seed = new BoundTensor(TensorElementType.Float, [.. model.Output.Dimensions]);
        _binding.BindInput(model.SeedName, _seed.Value);
        if (model.ReferenceName is { } reference)
        {
            _reference = new BoundTensor(TensorElementType.Float, [.. model.Wrt.Dimensions]);
            _binding.BindInput(reference, _reference.Value);
        }

        _output = Bind(model.Output.Name, model.Output);
        _wrt = _inputs.TryGetValue(model.Wrt.Name, out var given) ? given : Bind(model.Wrt.Name, model.Wrt);
        _gradient = Bind(model.GradientName, model.Wrt);
    }

    /// <summary>The gradient of what is asked by the output, row by row: a 1 at one number asks for that number's gradient.</summary>
    public Span<float> Seed => Numbers(_seed);

    /// <summary>The output's values, after the run.</summary>
    public ReadOnlySpan<float> Output => Numbers(_output);

    /// <summary>The values of the tensor to differentiate by: an input's before the run too, an intermediate one's after it.</summary>
    public ReadOnlySpan<float> Wrt => Numbers(_wrt);

    /// <summary>The gradient, after the run, in the dimensions of the tensor to differentiate by.</summary>
    public ReadOnlySpan<float> Gradient => Numbers(_gradient);

    /// <summary>The reference to compare with, to fill; empty where nothing is compared.</summary>
    internal Span<byte> Reference => _reference is null ? [] : _reference.Content;

    /// <summary>The runtime's handle of an input.</summary>
    internal OrtValue Tensor(string input) => _inputs[input].Value;

    /// <summary>The values of an input, to fill.</summary>
    /// <typeparam name="T">The element type: <see cref="float"/> for <c>float32</c>, <see cref="long"/> for <c>int64</c>, …</typeparam>
    /// <param name="name">The input's name.</param>
    /// <exception cref="ArgumentException">The model has no such input.</exception>
    public Span<T> Input<T>(string name)
        where T : unmanaged =>
        _inputs.TryGetValue(name, out var tensor)
            ? MemoryMarshal.Cast<byte, T>(tensor.Content)
            : throw new ArgumentException($"no input '{name}'; there are {string.Join(", ", _inputs.Keys)}", nameof(name));

    /// <summary>Runs the model forward and backward.</summary>
    /// <exception cref="ModelException">The runtime failed on this input.</exception>
    public void Run()
    {
        try
        {
            _model.Session.RunWithBinding(_options, _binding);
        }
        catch (OnnxRuntimeException error)
        {
            throw new ModelException($"the gradient of '{_model.Output.Name}' by '{_model.Wrt.Name}' failed: {error.Message}", error);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _binding.Dispose();
        _options.Dispose();
        foreach (var tensor in _inputs.Values.Append(_wrt).Distinct()) tensor.Dispose();
        _seed.Dispose();
        _output.Dispose();
        _gradient.Dispose();
        _reference?.Dispose();
    }

    private static Span<float> Numbers(BoundTensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.Content);

    private BoundTensor Bind(string name, GradientTensor tensor)
    {
        var bound = new BoundTensor(TensorElementType.Float, [.. tensor.Dimensions]);
        _binding.BindOutput(name, bound.Value);
        return bound;
    }
}
