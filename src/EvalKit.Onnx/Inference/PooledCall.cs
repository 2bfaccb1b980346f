using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace EvalKit.Onnx.Inference;

/// <summary>
/// The memory of one call of a session, bound to its input and output and used again by the next call of the same batch
/// size, so that a call allocates nothing. One thread uses it at a time.
/// </summary>
/// <param name="session">The session.</param>
/// <param name="input">The input.</param>
/// <param name="output">The output.</param>
/// <param name="scratch">The scratch numbers that the conversion of one picture needs.</param>
internal sealed class PooledCall(InferenceSession session, TensorPlace input, TensorPlace output, int scratch) : IDisposable
{
    private readonly OrtIoBinding _binding = session.CreateIoBinding();
    private readonly RunOptions _options = new() { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
    private BoundTensor? _input;
    private BoundTensor? _output;
    private int _batch;

    /// <summary>Scratch numbers for the conversion of one picture.</summary>
    public float[] Scratch { get; } = new float[scratch];

    /// <summary>The bytes of the input tensor.</summary>
    public Span<byte> Input => _input!.Content;

    /// <summary>The bytes of the output tensor.</summary>
    public ReadOnlySpan<byte> Output => _output!.Content;

    /// <summary>Makes room for a batch; does nothing where the last call had the same size.</summary>
    public void Resize(int batch)
    {
        if (batch == _batch) return;
        _batch = 0;
        _input?.Dispose();
        _output?.Dispose();
        _input = new BoundTensor(input.Type, input.Dimensions(batch));
        _output = new BoundTensor(output.Type, output.Dimensions(batch));
        _binding.BindInput(input.Name, _input.Value);
        _binding.BindOutput(output.Name, _output.Value);
        _batch = batch;
    }

    /// <summary>Binds a further input to a tensor of the caller's.</summary>
    public void Bind(string further, OrtValue tensor) => _binding.BindInput(further, tensor);

    /// <summary>Runs the session on what <see cref="Input"/> holds.</summary>
    public void Run() => session.RunWithBinding(_options, _binding);

    /// <summary>Fills the input with numbers as they are; integers are rounded, and <paramref name="numbers"/> is then overwritten.</summary>
    public void Write(Span<float> numbers) => ElementConversion.Write(input.Type, numbers, Input);

    /// <summary>Reads the output as numbers.</summary>
    public void Read(Span<float> numbers) => ElementConversion.Read(output.Type, Output, numbers);

    /// <inheritdoc/>
    public void Dispose()
    {
        _binding.Dispose();
        _options.Dispose();
        _input?.Dispose();
        _output?.Dispose();
    }
}

/// <summary>An input or output of a session.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its element type.</param>
/// <param name="Dimensions">Its dimensions for a batch.</param>
internal sealed record TensorPlace(string Name, TensorElementType Type, Func<int, long[]> Dimensions);
