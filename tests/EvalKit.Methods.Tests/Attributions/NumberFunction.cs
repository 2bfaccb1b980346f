using EvalKit.Core.Attributions;
using EvalKit.Core.Images;

namespace EvalKit.Methods.Tests.Attributions;

/// <summary>Any function of one picture, for tests.</summary>
internal sealed class NumberFunction(ImageShape shape, Func<float[], double> function, int preferredBatch = 16) : IScalarFunction
{
    public ImageShape Shape => shape;

    public int PreferredBatch => preferredBatch;

    public void Evaluate(ReadOnlySpan<float> pictures, Span<float> values, CancellationToken cancellation)
    {
        for (var i = 0; i < values.Length; i++) values[i] = (float)function(pictures.Slice(i * shape.Length, shape.Length).ToArray());
    }
}
