using EvalKit.Core.Attributions;

namespace EvalKit.Methods.Tests.Attributions;

/// <summary>Pictures of random numbers.</summary>
internal sealed class RandomReferences(int length, int count) : IReferencePictures
{
    public int Count => count;

    public int? Label(int index) => index % 4;

    public float[] this[int index] => RandomArrays.Uniform(length, 500 + (ulong)index);

    public void Read(int index, Span<float> picture) => this[index].CopyTo(picture);
}
