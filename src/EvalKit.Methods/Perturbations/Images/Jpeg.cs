using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;
using EvalKit.Methods.Perturbations.Jpegs;

namespace EvalKit.Methods.Perturbations.Images;

/// <summary>
/// JPEG compression: the picture, as 8-bit levels, is encoded with chroma halved in both directions (4:2:0) and decoded. A
/// grey picture becomes a grey JPEG. The quality is 25, 18, 15, 10, 7 in ImageNet-C and 80, 65, 58, 50, 40 in CIFAR-C.
/// </summary>
[Plugin("jpeg", Source = "Hendrycks and Dietterich 2019, jpeg_compression; hendrycks/robustness, corruptions.py and make_cifar_c.py")]
public sealed record Jpeg : IImagePerturbation
{
    private static readonly SeverityScale<int> Quality = new(
        imageNetC: [25, 18, 15, 10, 7],
        cifarC: [80, 65, 58, 50, 40]);

    /// <inheritdoc/>
    public PerturbationCategory Category => PerturbationCategory.Digital;

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<float> source, Span<float> destination, in PerturbationContext context) =>
        JpegRoundTrip.Apply(source, destination, context.Shape, Quality[context]);
}
