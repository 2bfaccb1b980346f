namespace EvalKit.Onnx.Differentiation;

/// <summary>A tensor of a <see cref="GradientModel"/>.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="ElementType">Its element type in ONNX's words; all floating-point numbers are <c>float32</c> here.</param>
/// <param name="Dimensions">Its dimensions.</param>
public sealed record GradientTensor(string Name, string ElementType, IReadOnlyList<long> Dimensions)
{
    /// <summary>The numbers in it.</summary>
    public long Count => Dimensions.Aggregate(1L, (product, size) => product * size);
}
