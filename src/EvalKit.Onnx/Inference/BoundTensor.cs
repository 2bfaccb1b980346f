using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace EvalKit.Onnx.Inference;

/// <summary>A tensor in memory that the runtime allocated (aligned as its kernels like it) and that EvalKit reads and writes.</summary>
internal sealed unsafe class BoundTensor : IDisposable
{
    private readonly void* _start;
    private readonly int _bytes;

    /// <summary>Allocates a tensor.</summary>
    public BoundTensor(TensorElementType type, long[] dimensions)
    {
        Value = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, type, dimensions);
        var content = Value.GetTensorMutableRawData();
        _start = Unsafe.AsPointer(ref MemoryMarshal.GetReference(content));
        _bytes = content.Length;
        content.Clear();
    }

    /// <summary>The runtime's handle.</summary>
    public OrtValue Value { get; }

    /// <summary>The content. The runtime's memory does not move.</summary>
    public Span<byte> Content => new(_start, _bytes);

    /// <inheritdoc/>
    public void Dispose() => Value.Dispose();
}
