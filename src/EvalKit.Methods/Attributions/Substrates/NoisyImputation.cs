using System.ComponentModel.DataAnnotations;
using EvalKit.Core.Attributions;
using EvalKit.Core.Images;
using EvalKit.Core.Memory;
using EvalKit.Core.Plugins;
using EvalKit.Core.Randomness;

namespace EvalKit.Methods.Attributions.Substrates;

/// <summary>
/// Noisy linear imputation: removed pixels become the weighted means of their neighbours, all at once, so that the shape of
/// the mask tells a model little; then a little noise is added, and the sum is clipped to 0 to 1. Where no pixel is kept,
/// they become each channel's mean over the picture. The weighted means hold to a root mean square of 10⁻⁶.
/// </summary>
/// <param name="Noise">The standard deviation of the noise, in units of the picture's range 0 to 1.</param>
/// <remarks>Rong et al. 2022, A consistent and efficient evaluation strategy for attribution methods (ROAD), section 4.2.</remarks>
[Plugin("noisy-imputation", Source = "Rong et al. 2022 (ROAD), section 4.2; tleemann/road_evaluation, NoisyLinearImputer")]
public sealed record NoisyImputation([Range(0.0, 1.0)] double Noise = 0.01) : ISubstrate
{
    /// <inheritdoc/>
    public void Replace(ReadOnlySpan<float> picture, ReadOnlySpan<bool> removed, Span<float> destination, ImageShape shape, ulong streamKey)
    {
        using var imputation = new LinearImputation(shape.Height, shape.Width);
        using var buffer = new PooledBuffer<float>(shape.Length);
        using var meanBuffer = new PooledBuffer<float>(shape.Length);

        // What was found for the masks before is where the next begins: removal curves differ little from step to step.
        var values = buffer.Span;
        var means = meanBuffer.Span;
        Baseline.Fill(picture, shape, value: null, means);
        means.CopyTo(values);
        for (var start = 0; start < removed.Length; start += shape.Pixels)
        {
            var mask = removed.Slice(start, shape.Pixels);
            var target = destination.Slice(start * shape.Channels, shape.Length);
            var solved = mask.Contains(false);
            for (var plane = 0; plane < shape.Length && solved; plane += shape.Pixels)
                imputation.Solve(mask, picture.Slice(plane, shape.Pixels), values.Slice(plane, shape.Pixels));
            SubstrateFill.Apply(picture, solved ? values : means, mask, target, shape);
            AddNoise(mask, target, new RandomStream(streamKey));
        }
    }

    private void AddNoise(ReadOnlySpan<bool> removed, Span<float> picture, RandomStream random)
    {
        for (var i = 0; i < picture.Length; i++)
        {
            if (removed[i % removed.Length])
                picture[i] = Math.Clamp(picture[i] + (float)(Noise * random.NextGaussian()), 0f, 1f);
        }
    }
}
