using EvalKit.Core.Attributions;
using EvalKit.Core.Images;
using EvalKit.Core.Memory;
using EvalKit.Core.Plugins;

namespace EvalKit.Methods.Attributions.Substrates;

/// <summary>The mean: a removed pixel gets each channel's mean over the unchanged picture.</summary>
/// <remarks>Rong et al. 2022, A consistent and efficient evaluation strategy for attribution methods (ROAD), "fixed value imputation".</remarks>
[Plugin("mean", Source = "Rong et al. 2022 (ROAD), section 5; tleemann/road_evaluation, ChannelMeanImputer")]
public sealed record Mean : ISubstrate
{
    /// <inheritdoc/>
    public void Replace(ReadOnlySpan<float> picture, ReadOnlySpan<bool> removed, Span<float> destination, ImageShape shape, ulong streamKey)
    {
        using var fill = new PooledBuffer<float>(shape.Length);
        Baseline.Fill(picture, shape, value: null, fill.Span);
        SubstrateFill.Apply(picture, fill.Span, removed, destination, shape);
    }
}
