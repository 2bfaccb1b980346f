using EvalKit.Core.Attributions;
using EvalKit.Core.Images;

namespace EvalKit.Onnx.Tests.Attributions;

/// <summary>The gradient of a grey picture as it is, its sign included.</summary>
internal sealed record SignedSlope : IGradientAttribution
{
    public bool IsSampled => false;

    public int Predictions(ImageShape shape) => 3;

    public void Attribute(in AttributionRequest request, Span<float> attribution, Span<float> standardError, CancellationToken cancellation) =>
        request.Differentiable.Gradient(request.Picture, attribution, cancellation);
}
