using System.Numerics.Tensors;
using EvalKit.Core.Memory;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;

namespace EvalKit.Methods.Perturbations.Images;

/// <summary>
/// Fog: a plasma fractal is added, the same to all channels, and the sum scaled so that the fractal's highest place on the
/// picture's brightest would be as bright as the latter was. The fractal is made on the smallest square with a side that is
/// a power of two and covers the picture. Amount and decay are (1.5, 2), (2, 2), (2.5, 1.7), (2.5, 1.5), (3, 1.4) in
/// ImageNet-C and (0.2, 3), (0.5, 3), (0.75, 2.5), (1, 2), (1.5, 1.75) in CIFAR-C.
/// </summary>
[Plugin("fog", Source = "Hendrycks and Dietterich 2019; hendrycks/robustness, corruptions.py and make_cifar_c.py")]
public sealed record Fog : IImagePerturbation
{
    private static readonly SeverityScale<(float Amount, double Decay)> Density = new(
        imageNetC: [(1.5f, 2), (2, 2), (2.5f, 1.7), (2.5f, 1.5), (3, 1.4)],
        cifarC: [(0.2f, 3), (0.5f, 3), (0.75f, 2.5), (1, 2), (1.5f, 1.75)]);

    /// <inheritdoc/>
    public PerturbationCategory Category => PerturbationCategory.Weather;

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<float> source, Span<float> destination, in PerturbationContext context)
    {
        var (amount, decay) = Density[context];
        var (channels, height, width) = context.Shape;
        var side = PlasmaFractal.SideFor(height, width);
        using var buffer = new PooledBuffer<float>(side * side);
        var random = context.CreateRandom();
        PlasmaFractal.Fill(buffer.Span, side, decay, ref random);

        for (var row = 0; row < channels * height; row++)
        {
            var fog = buffer.Span.Slice(row % height * side, width);
            TensorPrimitives.MultiplyAdd(fog, amount, source.Slice(row * width, width), destination.Slice(row * width, width));
        }

        var brightest = TensorPrimitives.Max(source);
        TensorPrimitives.Multiply(destination, brightest / (brightest + amount), destination);
        TensorPrimitives.Clamp(destination, 0f, 1f, destination);
    }
}
