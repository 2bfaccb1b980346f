using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;

namespace EvalKit.Methods.Perturbations.Audio;

/// <summary>
/// Dropout: 1, 2, 5, 10, 20 % of the stretches of 20 ms, at least one value long, are 0 in all channels, as where packets are
/// lost.
/// </summary>
[Plugin("dropout", Source = "ITU-T G.711 Appendix I 1999, lost packets without concealment; the shares are ours")]
public sealed record Dropout : ISeriesPerturbation
{
    private const double Seconds = 0.02;

    private static readonly SeverityValues<double> Share = new(0.01, 0.02, 0.05, 0.1, 0.2);

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<float> source, Span<float> destination, in SeriesContext context)
    {
        var share = Share[context.Severity];
        source.CopyTo(destination);
        var stretch = Math.Max((int)Math.Round(Seconds * context.SampleRate), 1);
        var random = context.CreateRandom();
        var selection = new PlaceSelection(ref random, (context.Length + stretch - 1) / stretch, share);
        for (var start = 0; start < context.Length; start += stretch)
        {
            if (!selection.Next(ref random)) continue;
            for (var channel = 0; channel < context.Channels; channel++)
                destination.Slice((channel * context.Length) + start, Math.Min(stretch, context.Length - start)).Clear();
        }
    }
}
