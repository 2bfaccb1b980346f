namespace EvalKit.Onnx.Differentiation.Rules.Convolution;

/// <summary>How the windows of a convolution or pooling lie on one spatial axis.</summary>
/// <param name="Size">The size of the input.</param>
/// <param name="Windows">The number of windows: the size of the output.</param>
/// <param name="Kernel">The taps of a window.</param>
/// <param name="Stride">The step from window to window.</param>
/// <param name="Dilation">The step from tap to tap.</param>
/// <param name="Before">The padding in front.</param>
internal sealed record WindowAxis(long Size, long Windows, long Kernel, long Stride, long Dilation, long Before)
{
    /// <summary>The span of a window.</summary>
    public long Span => (Kernel - 1) * Dilation + 1;

    /// <summary>What all windows together cover, the padding in front included.</summary>
    public long Covered => (Windows - 1) * Stride + Span;

    /// <summary>The end of the input that no window reaches, negative where the windows reach beyond it.</summary>
    public long Left => Size + Before - Covered;

    /// <summary>The taps of a window that lie on the input.</summary>
    public int TapsInside(long window) => Enumerable.Range(0, (int)Kernel).Count(tap => window * Stride + tap * Dilation - Before is var place && place >= 0 && place < Size);
}
