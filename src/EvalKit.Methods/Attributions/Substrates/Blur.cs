using System.ComponentModel.DataAnnotations;
using System.Numerics.Tensors;
using EvalKit.Core.Attributions;
using EvalKit.Core.Images;
using EvalKit.Core.Memory;
using EvalKit.Core.Plugins;
using EvalKit.Methods.Perturbations;

namespace EvalKit.Methods.Attributions.Substrates;

/// <summary>Blur: a removed pixel gets its value in the picture after a Gaussian blur.</summary>
/// <param name="Sigma">
/// The blur's standard deviation in pixels; by default a tenth of the picture's shorter side (2.8 of 28, 22.4 of 224), so
/// that shapes are lost and colours stay.
/// </param>
/// <remarks>Fong and Vedaldi 2017, Interpretable explanations of black boxes by meaningful perturbation, section 4.1.</remarks>
[Plugin("blur", Source = "Fong and Vedaldi 2017, Interpretable explanations of black boxes by meaningful perturbation, section 4.1")]
public sealed record Blur([Range(0.1, 1000.0)] double? Sigma = null) : ISubstrate
{
    /// <inheritdoc/>
    public void Replace(ReadOnlySpan<float> picture, ReadOnlySpan<bool> removed, Span<float> destination, ImageShape shape, ulong streamKey)
    {
        using var buffer = new PooledBuffer<float>(shape.Length);
        Fill(picture, buffer.Span, shape);
        SubstrateFill.Apply(picture, buffer.Span, removed, destination, shape);
    }

    /// <summary>Blurs a whole picture.</summary>
    internal void Fill(ReadOnlySpan<float> picture, Span<float> destination, ImageShape shape)
    {
        var sigma = Sigma ?? (Math.Min(shape.Height, shape.Width) / 10.0);
        for (var start = 0; start < destination.Length; start += shape.Pixels)
            GaussianFilter.Blur(picture.Slice(start, shape.Pixels), destination.Slice(start, shape.Pixels), shape.Height, shape.Width, sigma);

        // The weights' last bits may add up to more than 1.
        TensorPrimitives.Min(destination, 1f, destination);
    }
}
