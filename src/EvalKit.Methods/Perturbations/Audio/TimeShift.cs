using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;

namespace EvalKit.Methods.Perturbations.Audio;

/// <summary>
/// Time shift: the series is moved by 1, 2, 5, 10, 20 % of its length, at least one value, to earlier or later by the toss of a
/// coin; what leaves at one end comes in at the other.
/// </summary>
[Plugin("time-shift", Source = "audiomentations, Shift with rollover (Jordal 2019); the shares are ours")]
public sealed record TimeShift : ISeriesPerturbation
{
    private static readonly SeverityValues<double> Share = new(0.01, 0.02, 0.05, 0.1, 0.2);

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<float> source, Span<float> destination, in SeriesContext context)
    {
        var length = context.Length;
        var shift = Math.Max((int)Math.Round(Share[context.Severity] * length), 1) % length;
        var random = context.CreateRandom();
        if (random.NextInt(2) == 0) shift = (length - shift) % length;
        for (var start = 0; start < source.Length; start += length)
        {
            var from = source.Slice(start, length);
            var to = destination.Slice(start, length);
            from[..^shift].CopyTo(to[shift..]);
            from[^shift..].CopyTo(to);
        }
    }
}
