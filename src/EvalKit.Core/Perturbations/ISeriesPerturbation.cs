using EvalKit.Core.Plugins;

namespace EvalKit.Core.Perturbations;

/// <summary>
/// A perturbation of sound and of other series over time, at severities 1 (mild) to 5 (strong). It is a pure function of the
/// series and the context, and safe to call from several threads. Values may leave the range of the source (sound: −1 to 1);
/// what stores them may have to clip.
/// </summary>
[PluginSort("series-perturbations")]
public interface ISeriesPerturbation : IPlugin
{
    /// <summary>Perturbs one series.</summary>
    /// <param name="source">[channels, length], finite; left unchanged.</param>
    /// <param name="destination">Receives the same shape; must not overlap the source.</param>
    /// <param name="context">Shape, sample rate, severity and random stream.</param>
    /// <exception cref="ArgumentOutOfRangeException">The severity is not 1 to 5.</exception>
    void Apply(ReadOnlySpan<float> source, Span<float> destination, in SeriesContext context);
}
