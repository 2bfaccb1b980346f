using System.Numerics.Tensors;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;

namespace EvalKit.Methods.Perturbations.Audio;

/// <summary>Gain: all values are multiplied by one factor, 3, 6, 10, 15, 20 dB louder or quieter by the toss of a coin. Nothing is clipped.</summary>
[Plugin("gain", Source = "audiomentations, Gain (Jordal 2019); the levels are ours")]
public sealed record Gain : ISeriesPerturbation
{
    private static readonly SeverityValues<double> Level = new(3, 6, 10, 15, 20);

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<float> source, Span<float> destination, in SeriesContext context)
    {
        var decibels = Level[context.Severity];
        var random = context.CreateRandom();
        TensorPrimitives.Multiply(source, (float)Math.Pow(10, (random.NextInt(2) == 0 ? decibels : -decibels) / 20), destination);
    }
}
